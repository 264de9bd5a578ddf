import { sql } from 'kysely'
import { inBrands } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import { type Dice, rollFrom } from './dice.ts'
import { rankCustomers } from './fill-in-form.ts'
import { talkWithBot } from './talk-with-bot.ts'
import { furnish, type Shop } from './furnish.ts'
import { keepServiceLevels } from './keep-service-levels.ts'
import { perform } from './perform.ts'
import { type Performance, play } from './play.ts'
import { askOthers } from './ask-others.ts'
import { handUp } from './hand-up.ts'
import { givePromises } from './give-promises.ts'
import { keepAuthority } from './keep-authority.ts'
import { keepChecks } from './keep-checks.ts'
import { keepRules } from './keep-rules.ts'
import { runFlows } from './run-flows.ts'
import { publishArticles } from './publish-articles.ts'
import { requireReadings } from './require-readings.ts'

const days = 60
const conversations = 320
const sideBySide = 6
const carriers: Record<string, string> = { JP: 'ヤマト運輸', US: 'USPS', CA: 'Canada Post' }

/** Fills an empty desk with the sample brand: staff, a few hundred conversations over sixty days, orders, templates. */
export async function fill(desk: Desk): Promise<void> {
  const shop = await furnish(desk)
  const dice = rollFrom(4_271)
  await publishArticles(desk, shop, rollFrom(60))
  const starts = Array.from(
    { length: conversations },
    () => Date.now() - 30 * 60_000 - dice.next() ** 1.6 * days * 86_400_000,
  ).sort()
  const performances = starts.map((start, number) =>
    perform(shop, dice, { number, beganAt: new Date(start), isRecent: number > conversations - 60 }),
  )
  await Promise.all(
    Array.from({ length: sideBySide }, async (_, lane) => {
      for (let at = lane; at < performances.length; at += sideBySide) {
        const performance = performances[at]
        if (performance) await play(desk, shop, rollFrom(at), performance)
      }
    }),
  )
  await talkWithBot(desk, shop, rollFrom(41))
  await placeOrders(desk, shop, dice, performances)
  await inBrands(desk.db, [shop.brandId], (tx) => rankCustomers(tx, shop.brandId, rollFrom(17)))
  await givePromises(desk, shop, rollFrom(23))
  await handUp(desk, shop, rollFrom(29))
  await askOthers(desk, shop, rollFrom(29))
  await requireReadings(desk, shop)
  await keepAuthority(desk, shop, rollFrom(47))
  await keepRules(desk, shop)
  await keepChecks(desk, shop)
  await keepServiceLevels(desk, shop, rollFrom(31))
  await runFlows(desk, shop)
  // What happened in the sample has had its consequences.
  await inBrands(desk.db, [shop.brandId], (tx) =>
    sql`update event_cursors set (transaction, event_id) = (select pg_current_xact_id(), max(id) from events)
      where reader = 'consequences'`.execute(tx),
  )
}

/** Whoever writes of an order has placed it, and the places customers live in become known by it. */
async function placeOrders(
  desk: Desk,
  shop: Shop,
  dice: Dice,
  performances: readonly Performance[],
): Promise<void> {
  const played = new Map(performances.map((one) => [one.fill.order ?? '', one]))
  await inBrands(desk.db, [shop.brandId], async (tx) => {
    const asked = await tx
      .selectFrom('conversations')
      .select(['customer_id', 'order_number', 'created_at'])
      .where('brand_id', '=', shop.brandId)
      .where('order_number', 'is not', null)
      .orderBy('id')
      .execute()
    for (const { customer_id, order_number, created_at } of asked) {
      const performance = played.get(order_number ?? '')
      if (!performance) continue
      const { product, scenario, customer } = performance
      const quantity = scenario.reason === 'return' ? 1 : 1 + dice.below(2)
      const isJapanese = customer.country === 'JP'
      const isOnItsWay = scenario.reason === 'shipping-status'
      const carrier = carriers[customer.country] ?? 'USPS'
      await tx
        .insertInto('orders')
        .values({
          brand_id: shop.brandId,
          customer_id,
          number: order_number ?? '',
          placed_at: new Date(created_at.getTime() - (2 + dice.below(9)) * 86_400_000),
          currency: isJapanese ? 'JPY' : 'USD',
          total_minor: product.price * quantity * (isJapanese ? 1.5 : 1),
          state: isOnItsWay ? 'shipped' : 'delivered',
          items: JSON.stringify([{ name: isJapanese ? product.ja : product.en, quantity }]),
          shipments: JSON.stringify([{ carrier, tracking: `9400 1118 ${1_000 + dice.below(9_000)}` }]),
        })
        .execute()
    }
    const people = new Map(performances.map(({ customer, scenario }) => [customer, scenario.language]))
    for (const [{ name, country, region, timeZone }, language] of people) {
      await tx
        .updateTable('customers')
        .set({ country, region, time_zone: timeZone, language, language_evidence: 'messages' })
        .where('brand_id', '=', shop.brandId)
        .where('name', '=', name)
        .where('country', 'is', null)
        .execute()
    }
  })
}
