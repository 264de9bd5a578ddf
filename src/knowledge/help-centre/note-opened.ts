import { inBrands } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import { find } from './find.ts'
import { recordOpened, recordSearch } from './record-search.ts'
import type { Visit } from './visit.ts'
import type { Shown } from './site.ts'

/** Counts that a search led to this article. The reader does not wait for it, and it fails for nobody. */
export function noteOpened({ request, place, site }: Visit, desk: Desk, { articleId }: Shown): void {
  const { s, q } = request.query
  const brandId = place.brand.id
  const write = (work: Parameters<typeof inBrands<unknown>>[2]) =>
    inBrands(desk.db, [brandId], work).catch((error) =>
      desk.log.warn({ err: error }, 'A search of the help centre was not counted'),
    )
  if (typeof s === 'string' && /^\d{1,15}$/.test(s))
    void write((tx) => recordOpened(tx, { brandId, searchId: Number(s), articleId }))
  else if (typeof q === 'string' && q.trim() !== '') {
    const question = q.slice(0, 500)
    void write(async (tx) => {
      const found = await find(site, question, 20, true)
      // Made up by hand it would count as a search that nobody made.
      if (!found.some((one) => one.article.articleId === articleId)) return
      await recordSearch(tx, {
        brandId,
        locale: place.locale,
        question,
        found: found.length,
        openedId: articleId,
      })
    })
  }
}
