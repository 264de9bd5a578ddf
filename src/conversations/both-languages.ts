import type { Locale } from '#platform/locale.ts'
import { contentOf } from './content.ts'

type Content = { text?: string | undefined; html?: string | undefined }
/** The other text of a message in both languages; what stands beside it is in `first`. */
export type Both = Content & { first: Locale }

// Ten bars: a line of hyphens would begin a signature in some mail programs (RFC 3676 §4.3).
const rule = '―'.repeat(10)
const line = '<hr style="border:0;border-top:1px solid #b9b4aa;margin:20px 0">'

export const otherLocale = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja')

/** What a message says: one text, or two with a thin rule between them, each marked with its language. */
export function contentInBoth(wish: Content & { both?: Both | undefined }): {
  text: string
  html: string | null
} {
  const first = contentOf(wish)
  if (!wish.both) return first
  const second = contentOf(wish.both)
  const text = textInBoth(first.text, second.text)
  if (first.html === null && second.html === null) return { text, html: null }
  const { first: locale } = wish.both
  return { text, html: `${part(locale, first)}${line}${part(otherLocale(locale), second)}` }
}

/** The same without formatting. */
export function textInBoth(first: string, second: string): string {
  return `${first.trim()}\n\n${rule}\n\n${second.trim()}`
}

/** The two texts of such a message again, for whoever takes it back. */
export function partsOf(
  message: { text: string; html: string | null },
  first: Locale,
): { text: string; html?: string; both: Both } {
  const texts = message.text.split(`\n\n${rule}\n\n`)
  const [one = '', ...rest] = texts
  const other = rest.join(`\n\n${rule}\n\n`)
  if (message.html === null) return { text: one, both: { first, text: other } }
  const [html = '', second = ''] = message.html.split(line)
  return {
    text: one,
    html: withoutFrame(html, first),
    both: { first, text: other, html: withoutFrame(second, otherLocale(first)) },
  }
}

function part(locale: Locale, { text, html }: { text: string; html: string | null }): string {
  return `${opening(locale)}${html ?? paragraphs(text)}</div>`
}

const opening = (locale: Locale) => `<div lang="${locale}">`

function withoutFrame(html: string, locale: Locale): string {
  return html.startsWith(opening(locale)) ? html.slice(opening(locale).length, -'</div>'.length) : html
}

function paragraphs(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return safe
    .split(/\n{2,}/)
    .map((one) => `<p>${one.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
