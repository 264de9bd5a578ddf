import { inBrands } from '#platform/database.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { orderPage } from './order-page.ts'
import { field, type Mount, notThere, sendPage, type Visit } from './visit.ts'
import { isTooMany } from './too-many.ts'
import { orderKey, trackOrder } from './track-order.ts'

// A household has a few orders; who guesses is stopped by network, and by number from wherever it is tried.
const limits = { network: { most: 10, seconds: 600 }, number: { most: 20, seconds: 3_600 } }

/**
 * Where is my order: the fields, and the answer. Nothing of it stands in an address or is kept by a browser. A brand without orders has no such page.
 */
export function orderRoutes(mount: Mount, desk: Desk): void {
  mount('/order', async (visit) =>
    visit.place.brand.hasOrders
      ? sendPage(visit.reply, await orderPage(visit.place, { number: '', proof: '' }))
      : notThere(visit),
  )
  mount('/order', (visit) => (visit.place.brand.hasOrders ? track(visit, desk) : notThere(visit)), 'POST')
}

async function track(visit: Visit, desk: Desk) {
  const { reply, place, request } = visit
  const say = { locale: place.locale }
  const brandId = place.brand.id
  const typed = { number: field(request.body, 'number', 100), proof: field(request.body, 'proof', 254) }
  const answer = async (status: number, trouble: string) =>
    sendPage(reply.code(status), await orderPage(place, { ...typed, trouble }))
  if (typed.number === '' || typed.proof === '') return answer(422, m.help_track_missing({}, say))
  const keys = {
    network: `order:${brandId}:${request.ip}`,
    number: `order-number:${brandId}:${orderKey(typed.number)}`,
  }
  if (
    (await isTooMany(desk.db, keys.network, limits.network)) ||
    (await isTooMany(desk.db, keys.number, limits.number))
  )
    return answer(429, m.help_track_too_many({ minutes: '10' }, say))
  const order = await inBrands(desk.db, [brandId], (tx) => trackOrder(tx, brandId, typed), {
    isReading: true,
  })
  if (!order) return answer(404, m.help_track_unknown({}, say))
  return sendPage(reply, await orderPage(place, { ...typed, order }))
}
