import { sql } from 'kysely'
import { englishNames, japaneseNames, places, products } from '#database/sample/people.ts'
import type { Scenario } from '#database/sample/scenario.ts'
import { scenarios } from '#database/sample/scenarios.ts'
import { inBrands } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import { type Dice, rollFrom } from './dice.ts'
import { furnish, type Shop } from './furnish.ts'
import { type Customer, type Performance, play } from './play.ts'

const days = 60
const conversations = 320
const sideBySide = 6

/** Fills an empty desk with the sample brand: staff, a few hundred conversations over sixty days, orders, templates. */
export async function fill(desk: Desk): Promise<void> {
  const shop = await furnish(desk)
  const dice = rollFrom(4_271)
  const starts = Array.from(
    { length: conversations },
    () => Date.now() - 30 * 60_000 - dice.next() ** 1.6 * days * 86_400_000,
  ).sort()
  const performances = starts.map((start, number) => perform(shop, dice, number, new Date(start)))
  await Promise.all(
    Array.from({ length: sideBySide }, async (_, lane) => {
      for (let at = lane; at < performances.length; at += sideBySide) {
        const performance = performances[at]
        if (performance) await play(desk, shop, rollFrom(at), performance)
      }
    }),
  )
  await placeOrders(desk, shop, dice)
  // What happened in the sample has had its consequences.
  await inBrands(desk.db, [shop.brandId], (tx) =>
    sql`update event_cursors set (transaction, event_id) = (select pg_current_xact_id(), max(id) from events)
      where reader = 'consequences'`.execute(tx),
  )
}

function perform(shop: Shop, dice: Dice, number: number, beganAt: Date): Performance {
  const scenario = dice.pick(scenarios)
  const isRecent = number > conversations - 60
  const product = dice.pick(products)
  const customer = customerFor(scenario, dice)
  const firstName = customer.name.split(' ')[0] ?? ''
  const stillWaits = isRecent && dice.chance(0.7)
  const played = stillWaits ? dice.pick([1, 1, 1 + dice.below(scenario.turns.length)]) : scenario.turns.length
  return {
    scenario,
    turns: scenario.turns.slice(0, played),
    customer,
    agent: dice.pick(shop.people.filter((one) => one.role !== 'admin' || dice.chance(0.3))),
    isAssigned: !isRecent || dice.chance(0.45),
    beganAt,
    fill: {
      product: scenario.language === 'ja' ? product.ja : product.en,
      order: `#${10_200 + number}`,
      name: scenario.language === 'ja' ? customer.name : firstName,
    },
  }
}

function customerFor(scenario: Scenario, dice: Dice): Customer {
  const names = scenario.language === 'ja' ? japaneseNames : englishNames
  const name = dice.pick(names)
  const place =
    scenario.language === 'ja' && dice.chance(0.85)
      ? {
          country: 'JP',
          region: dice.pick(['東京都', '大阪府', '愛知県', '福岡県', '北海道']),
          timeZone: 'Asia/Tokyo',
        }
      : dice.pick(places)
  const local =
    scenario.language === 'ja'
      ? `kyaku${names.indexOf(name) + 1}`
      : name.toLowerCase().replaceAll(/\W+/g, '.')
  return { name, address: `${local}@mail.example`, ...place }
}

/** Every customer has bought something, and the places they live in become known by it. */
async function placeOrders(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  await inBrands(desk.db, [shop.brandId], async (tx) => {
    const asked = await tx
      .selectFrom('conversations')
      .select(['customer_id', 'order_number', 'created_at', 'language'])
      .where('brand_id', '=', shop.brandId)
      .where('order_number', 'is not', null)
      .orderBy('id')
      .execute()
    for (const { customer_id, order_number, created_at, language } of asked) {
      const product = dice.pick(products)
      const quantity = 1 + dice.below(2)
      const isJapanese = language === 'ja'
      const state = dice.pick(['shipped', 'delivered', 'delivered', 'delivered', 'paid'] as const)
      await tx
        .insertInto('orders')
        .values({
          brand_id: shop.brandId,
          customer_id,
          number: order_number ?? '',
          placed_at: new Date(created_at.getTime() - (2 + dice.below(9)) * 86_400_000),
          currency: isJapanese ? 'JPY' : 'USD',
          total_minor: product.price * quantity * (isJapanese ? 1.5 : 1),
          state,
          items: JSON.stringify([{ name: isJapanese ? product.ja : product.en, quantity }]),
          shipments: JSON.stringify(
            state === 'paid'
              ? []
              : [
                  {
                    carrier: isJapanese ? 'ヤマト運輸' : 'USPS',
                    tracking: `9400 1118 ${1_000 + dice.below(9_000)}`,
                  },
                ],
          ),
        })
        .execute()
      const place = isJapanese
        ? { country: 'JP', region: '東京都', time_zone: 'Asia/Tokyo' }
        : toColumns(dice)
      await tx
        .updateTable('customers')
        .set({ ...place, language: isJapanese ? 'ja' : 'en', language_evidence: 'messages' })
        .where('brand_id', '=', shop.brandId)
        .where('id', '=', customer_id)
        .where('country', 'is', null)
        .execute()
    }
  })
}

function toColumns(dice: Dice) {
  const { country, region, timeZone } = dice.pick(places)
  return { country, region, time_zone: timeZone }
}
