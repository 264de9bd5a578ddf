import sanitize from 'sanitize-html'
import { m } from '#texts'
import type { Shown } from '#knowledge/help-centre/site.ts'
import { withLinks } from '#knowledge/links.ts'
import type { Locale } from '#platform/locale.ts'

type Wish = {
  article: Shown
  how: 'link' | 'quote' | 'text'
  /** What of it answers. */
  passage: string
  url: string
  addressOf: (articleId: number) => string | undefined
  /** The customer's language. */
  locale: Locale
}

/** An article as HTML that a mail can carry: the link, the passage with its link, or all of the text. */
export function insertionOf({ article, how, passage, url, addressOf, locale }: Wish): string {
  const link = `<p><a href="${escaped(url)}">${escaped(article.title)}</a>${escaped(inWhich(article, locale))}</p>`
  if (how === 'link') return link
  if (how === 'quote') return `<blockquote>${paragraphs(passage)}</blockquote>${link}`
  return `${bodyOf(withLinks(article.html, addressOf))}${link}`
}

/** Where it is not there in the reader's language that is said in theirs. */
function inWhich(article: Shown, locale: Locale): string {
  if (!article.isFallback) return ''
  return article.locale === 'ja'
    ? m.answers_only_in_japanese({}, { locale })
    : m.answers_only_in_english({}, { locale })
}

const paragraphs = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('')

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** What mail programs show alike: headings become strong lines, rows of a table lines; pictures, films and files stay with the article. */
function bodyOf(html: string): string {
  // Only cleaned HTML comes here, in which these tags stand as the cleaning wrote them.
  const plain = html
    .replaceAll(/<h[234]>/g, '<p><strong>')
    .replaceAll(/<\/h[234]>/g, '</strong></p>')
    .replaceAll(/<\/t[dh]>\s*<t[dh][^>]*>/g, ' / ')
  return sanitize(plain, {
    allowedTags: ['p', 'br', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 'a', 'code', 'pre'],
    allowedAttributes: { a: ['href'], ol: ['start'] },
    nonTextTags: ['figure', 'video', 'style', 'script'],
    transformTags: {
      tr: () => ({ tagName: 'p', attribs: {} }),
      a: (_name, { href = '' }) => ({
        tagName: 'a',
        attribs: /^(?:https?:|mailto:|tel:)/.test(href) ? { href } : {},
      }),
    },
  })
}
