import { now } from '#platform/clock.ts'
import { m } from '#texts'
import { addresses } from './addresses.ts'
import { find } from './find.ts'
import type { Searches } from './searches.ts'
import { type Mount, sendPage, type Visit } from './visit.ts'
import { searchPage } from './search-page.ts'

const longestQuestion = 500
const onPage = 10
const suggested = 6

/** Searching: a page that works without JavaScript, and what is suggested while one types. */
export function searchRoutes(mount: Mount, searches: Searches): void {
  mount('/search', async (visit) => {
    const { place, site, reply } = visit
    const question = questionOf(visit)
    const found = question === '' ? [] : await find(site, question, onPage)
    const searched = { brandId: place.brand.id, locale: place.locale, question, found: found.length }
    const searchId = question === '' ? undefined : await searches.note(searched)
    return sendPage(reply, await searchPage(place, site, { question, found, searchId, now: now() }))
  })
  mount('/suggest', async (visit) => {
    const { place, site, reply } = visit
    const question = questionOf(visit)
    const at = addresses(place.brand, place.locale)
    const found = question === '' ? [] : await find(site, question, suggested, true)
    const lines = found.map(({ article }) => ({
      title: article.title,
      // The address says what was looked for, so that a search that ends here is counted as well.
      url: `${at.article(article.articleId)}?q=${encodeURIComponent(question)}`,
      note: article.isFallback ? m.help_only({}, { locale: place.locale }) : '',
    }))
    return reply
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(lines))
  })
}

/** What was asked; of a novel its beginning, and of what is given twice nothing. */
function questionOf({ request }: Visit): string {
  const { q } = request.query
  if (typeof q !== 'string') return ''
  // oxlint-disable-next-line no-control-regex
  const plain = q
    .slice(0, longestQuestion)
    .toWellFormed()
    .replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
  return plain.trim()
}
