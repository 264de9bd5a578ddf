import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { addresses, originOf, otherLocale } from './addresses.ts'
import { articleUrl } from './article-page.ts'
import type { HelpBrand } from './brand.ts'
import type { Place } from './frame.ts'
import { type Site } from './site.ts'

const newest = 30

/** The newest articles of a language (RSS 2.0). */
export function feedOf(place: Place, site: Site): string {
  const { brand, locale, publicUrl } = place
  const say = { locale }
  const origin = originOf(brand, publicUrl)
  const at = addresses(brand, locale)
  const articles = site.articles
    .filter((one) => !one.isFallback)
    .sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime())
    .slice(0, newest)
  const lines = articles.map((one) => {
    const url = articleUrl(place, one.articleId)
    const about = one.text.replaceAll(/\s+/g, ' ').slice(0, 300).toWellFormed()
    return `<item><title>${xml(one.title)}</title><link>${xml(url)}</link><guid isPermaLink="false">${xml(`${url}#${one.versionId}`)}</guid><pubDate>${one.publishedAt.toUTCString()}</pubDate><description>${xml(about)}</description></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(m.help_site({ brand: brand.name }, say))}</title><link>${xml(origin + at.home)}</link><atom:link href="${xml(origin + at.feed)}" rel="self" type="application/rss+xml"/><description>${xml(m.help_describe({ brand: brand.name }, say))}</description><language>${locale}</language>
${lines.join('\n')}
</channel></rss>
`
}

/** Every page that search engines may know, with its other language (sitemaps.org, and hreflang as Google reads it). */
export function sitemapOf(brand: HelpBrand, publicUrl: string, sites: Record<Locale, Site>): string {
  const origin = originOf(brand, publicUrl)
  const lines = (Object.keys(sites) as Locale[]).flatMap((locale) => {
    const site = sites[locale]
    const [at, other] = [addresses(brand, locale), addresses(brand, otherLocale(locale))]
    const topics = site.topics.flatMap((topic) => [topic, ...topic.within])
    return [
      entry(origin, locale, at.home, other.home),
      ...topics.map((topic) => entry(origin, locale, at.topic(topic.id), other.topic(topic.id))),
      ...site.articles
        .filter((one) => !one.isFallback)
        .map((one) =>
          entry(
            origin,
            locale,
            at.article(one.articleId),
            site.isInBoth(one.articleId) ? other.article(one.articleId) : undefined,
            one.publishedAt,
          ),
        ),
    ]
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${lines.join('\n')}
</urlset>
`
}

function entry(origin: string, locale: Locale, path: string, otherPath?: string, changed?: Date): string {
  const link = (lang: string, to: string) =>
    `<xhtml:link rel="alternate" hreflang="${lang}" href="${xml(origin + to)}"/>`
  const links = otherPath ? link(locale, path) + link(otherLocale(locale), otherPath) : ''
  const when = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''
  return `<url><loc>${xml(origin + path)}</loc>${when}${links}</url>`
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text in XML, without the characters that XML 1.0 does not have at all. */
const xml = (text: string) =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark)
