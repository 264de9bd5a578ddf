import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import { builtEntry } from '#channels/built-files.ts'
import { legible } from '#channels/legible.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { addresses, originOf, otherLocale } from './addresses.ts'
import type { HelpBrand } from './brand.ts'

export type Html = ReturnType<typeof html>

/** What every page is told: whose it is, in which language, and under which address the desk is reached. */
export type Place = { brand: HelpBrand; locale: Locale; publicUrl: string }

type Page = {
  title: string
  description?: string | undefined
  /** The part behind the host, without the query. */
  path: string
  /** The same page in the other language. */
  otherPath?: string | undefined
  /** Both languages are there, so that search engines may be told of both. */
  isInBoth?: boolean
  /** Whose address it is really: another's where this page only repeats it. */
  canonical?: string
  isHidden?: boolean
  kind?: 'website' | 'article'
  structured?: readonly object[]
  /** A line of search on top; the first page has its own. */
  hasSearch?: boolean
  query?: string
  body: Html
}

/** A whole page of the help centre. */
export async function framePage(place: Place, page: Page): Promise<string> {
  const { brand, locale } = place
  const say = { locale }
  const at = addresses(brand, locale)
  const other = otherLocale(locale)
  const otherPath = page.otherPath ?? addresses(brand, other).home
  return String(
    await html`<!doctype html>
<html lang="${locale}">${head(place, page)}
<body><a class="skip" href="#content">${m.help_skip({}, say)}</a>
<header class="top"><div class="wide"><a class="home" href="${at.home}">${brand.logo ? html`<img class="logo" src="${brand.logo}" alt="">` : html`<span class="mark" aria-hidden="true"></span>`}<span>${m.help_site({ brand: brand.name }, say)}</span></a>
<nav class="languages" aria-label="${m.help_languages({}, say)}">${(['en', 'ja'] as const).map((one) =>
      one === locale
        ? html`<a href="${page.path}" lang="${one}" hreflang="${one}" aria-current="true">${nameOf[one]}</a>`
        : html`<a href="${otherPath}" lang="${one}" hreflang="${one}">${nameOf[one]}</a>`,
    )}</nav></div></header>
${page.hasSearch === false ? '' : html`<div class="slim"><div class="wide">${searchForm(place, page.query)}</div></div>`}
<main id="content">${page.body}</main>
<footer class="bottom"><div class="wide"><span>${brand.name}</span>${
      brand.website ? html`<a href="${brand.website}">${m.help_shop({}, say)}</a>` : ''
    }${brand.hasOrders ? html`<a href="${at.order}">${m.help_track({}, say)}</a>` : ''}<a href="${at.mine()}">${m.help_mine({}, say)}</a><a href="${at.contact()}">${m.help_contact_button({}, say)}</a><a href="${at.feed}">${m.help_feed({}, say)}</a></div></footer>
</body></html>`,
  )
}

const nameOf = { en: 'English', ja: '日本語' }

function head(place: Place, page: Page): Html {
  const { brand, locale, publicUrl } = place
  const origin = originOf(brand, publicUrl)
  const site = m.help_site({ brand: brand.name }, { locale })
  const title = page.title === site ? site : `${page.title} – ${site}`
  const other = otherLocale(locale)
  const { script, styles } = builtEntry('help')
  const canonical = origin + (page.canonical ?? page.path)
  return html`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>${page.description ? html`<meta name="description" content="${page.description}">` : ''}
${page.isHidden ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${canonical}">`}
${page.isInBoth ? html`<link rel="alternate" hreflang="${locale}" href="${origin}${page.path}"><link rel="alternate" hreflang="${other}" href="${origin}${page.otherPath ?? ''}"><link rel="alternate" hreflang="x-default" href="${origin}${locale === 'en' ? page.path : (page.otherPath ?? '')}">` : ''}
<meta property="og:title" content="${page.title}"><meta property="og:site_name" content="${site}"><meta property="og:type" content="${page.kind ?? 'website'}"><meta property="og:url" content="${canonical}"><meta property="og:locale" content="${locale === 'ja' ? 'ja_JP' : 'en_US'}">${page.description ? html`<meta property="og:description" content="${page.description}">` : ''}
<link rel="icon" href="${iconOf(brand)}"><link rel="alternate" type="application/rss+xml" title="${site}" href="${addresses(brand, locale).feed}">
<meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme:light)"><meta name="theme-color" content="#1b1a18" media="(prefers-color-scheme:dark)">
${raw(`<style>${coloursOf(brand)}</style>`)}${styles.map((style) => html`<link rel="stylesheet" href="${style}">`)}<script type="module" src="${script}"></script>
${(page.structured ?? []).map((one) => raw(`<script type="application/ld+json">${asScript(one)}</script>`))}</head>`
}

/** The mark at the top, as the browser's tab shows it. */
const iconOf = ({ colour }: HelpBrand) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><rect width="22" height="22" rx="6" fill="${colour}"/><path d="M4 6h14M4 15.5h14" stroke="#fff" stroke-width="2.5"/></svg>`)}`

/** JSON that may stand in a page: nothing in it can end the script. */
const asScript = (value: object) => JSON.stringify(value).replaceAll('<', '\\u003c')

/** The brand's colour as it reads on paper and in the dark. It is six hexadecimal digits: the database sees to that. */
const coloursOf = ({ colour }: HelpBrand) =>
  `:root{--brand-light:${legible(colour, '#f3f1ea')};--brand-dark:${legible(colour, '#232120')}}`

/** The policy of all pages of a brand: our own files, and the two lines that name its colours. */
export function policyOf(brand: HelpBrand): string {
  const digest = createHash('sha256').update(coloursOf(brand)).digest('base64')
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'sha256-${digest}'`,
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ')
}

/** The field in which one asks, with what JavaScript needs to suggest while one types. */
export function searchForm({ brand, locale }: Place, query = ''): Html {
  const say = { locale }
  const at = addresses(brand, locale)
  return html`<div class="find"><form role="search" action="${at.search}" data-suggest="${at.suggest}" data-label="${m.help_suggestions({}, say)}">
<input type="search" name="q" value="${query}" maxlength="500" autocomplete="off" enterkeyhint="search" aria-label="${m.help_search_label({}, say)}" placeholder="${m.help_search_example({}, say)}">
<button type="submit" aria-label="${m.help_search({}, say)}"><svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 4 4"/></svg></button></form></div>`
}

/** The way here from the first page; the last one is where one is. */
export function crumbs({ brand, locale }: Place, way: readonly { name: string; path: string }[]): Html {
  const say = { locale }
  const home = { name: m.help_home({}, say), path: addresses(brand, locale).home }
  return html`<nav class="crumbs" aria-label="${m.help_crumbs({}, say)}"><ol>${[home, ...way].map(
    ({ name, path }) => html`<li><a href="${path}">${name}</a></li>`,
  )}</ol></nav>`
}

/** The last step: to people, with the question carried over. */
export function contactCard({ brand, locale }: Place, question = ''): Html {
  const say = { locale }
  return html`<section class="contact"><div><h2>${m.help_contact({}, say)}</h2><p>${m.help_contact_text({}, say)}</p></div>
<a class="button" href="${addresses(brand, locale).contact(question)}">${m.help_contact_button({}, say)}</a></section>`
}

export const dayOf = (date: Date, { brand, locale }: Place) =>
  new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: locale === 'ja' ? 'long' : 'short',
    day: 'numeric',
    timeZone: brand.timeZone,
  }).format(date)

/** The day alone, for what is at most a month ago. */
export const recentDayOf = (date: Date, { brand, locale }: Place) =>
  new Intl.DateTimeFormat(locale, {
    month: locale === 'ja' ? 'long' : 'short',
    day: 'numeric',
    timeZone: brand.timeZone,
  }).format(date)
