import { attempt } from '#channels/rate-limit.ts'
import { inBrands } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import { addresses } from './addresses.ts'
import { field, idOf, type Mount, notThere } from './visit.ts'
import { vote } from './vote.ts'

const limit = { most: 20, seconds: 600 }

/** "Was this helpful?": answered once, then the page says thank you. */
export function voteRoute(mount: Mount, desk: Desk): void {
  mount(
    '/articles/:id/votes',
    async (visit) => {
      const { request, reply, place, site } = visit
      const article = site.find(idOf(visit))
      const said = field(request.body, 'helpful', 3)
      if (!article) return notThere(visit)
      const back = addresses(place.brand, place.locale).article(article.articleId)
      if (said !== 'yes' && said !== 'no') return reply.redirect(`${back}#vote`, 303)
      await attempt(desk.db, `vote:${place.brand.id}:${request.ip}`, limit)
      await inBrands(desk.db, [place.brand.id], (tx) =>
        vote(tx, {
          ...article,
          brandId: place.brand.id,
          isHelpful: said === 'yes',
          comment: field(request.body, 'comment', 2_000),
        }),
      )
      return reply.redirect(`${back}?voted#vote`, 303)
    },
    'POST',
  )
}
