import { withLinks } from '#knowledge/links.ts'
import type { BrandLibrary } from '#knowledge/library.ts'
import type { Locale } from '#platform/locale.ts'
import type { Beside } from './contract.ts'

const most = 3

/** The manuals that say what staff do about a contact reason, then those of the reasons it belongs to; in the reader's own language where there is one. */
export function manualsFor(
  library: BrandLibrary,
  reasonIds: readonly number[],
  reader: Locale,
): Beside['manuals'] {
  const ids = new Set(
    reasonIds.flatMap((id) =>
      library.manuals.filter((one) => one.reasonIds.includes(id)).map(({ articleId }) => articleId),
    ),
  )
  return [...ids].slice(0, most).flatMap((id) => {
    const texts = library.manuals.filter((one) => one.articleId === id)
    const text = texts.find((one) => one.locale === reader) ?? texts[0]
    if (!text) return []
    const { articleId, locale, title, html } = text
    return [{ articleId, locale, isFallback: locale !== reader, title, html: withLinks(html, staffAddress) }]
  })
}

/** Within the desk a link leads to where staff work on the article. */
const staffAddress = (articleId: number) => `/knowledge/${articleId}`
