import { find } from './find.ts'
import type { Searches } from './searches.ts'
import type { Shown } from './site.ts'
import type { Visit } from './visit.ts'

/** Counts that a search led to this article. The reader does not wait for it. */
export async function noteOpened(
  { request, place, site }: Visit,
  searches: Searches,
  { articleId }: Shown,
): Promise<void> {
  const { s, q } = request.query
  const brandId = place.brand.id
  if (typeof s === 'string' && /^\d{1,15}$/.test(s))
    return searches.noteOpened({ brandId, searchId: Number(s), articleId })
  if (typeof q !== 'string' || q.trim() === '') return
  const question = q.slice(0, 500)
  const found = await find(site, question, 20, true)
  // Made up by hand it would count as a search that nobody made.
  if (!found.some((one) => one.article.articleId === articleId)) return
  const search = { brandId, locale: place.locale, question, found: found.length }
  await searches.note({ ...search, openedId: articleId })
}
