import { sql } from 'kysely'
import { englishNames, japaneseNames, places, prefectures, products } from '#database/sample/people.ts'
import type { Scenario } from '#database/sample/scenario.ts'
import { scenarios } from '#database/sample/scenarios.ts'
import { inBrands } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import { type Dice, rollFrom } from './dice.ts'
import { rankCustomers } from './fill-in-form.ts'
import { talkWithBot } from './talk-with-bot.ts'
import { furnish, type Shop } from './furnish.ts'
import { keepServiceLevels } from './keep-service-levels.ts'
import { type Customer, type Performance, play } from './play.ts'
import { givePromises } from './give-promises.ts'
import { keepRules } from './keep-rules.ts'
import { publishArticles } from './publish-articles.ts'

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
  const performances = starts.map((start, number) => perform(shop, dice, number, new Date(start)))
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
  await keepRules(desk, shop)
  await keepServiceLevels(desk, shop, rollFrom(31))
  // What happened in the sample has had its consequences.
  await inBrands(desk.db, [shop.brandId], (tx) =>
    sql`update event_cursors set (transaction, event_id) = (select pg_current_xact_id(), max(id) from events)
      where reader = 'consequences'`.execute(tx),
  )
}

function perform(shop: Shop, dice: Dice, number: number, beganAt: Date): Performance {
  const scenario = dice.pick(scenarios)
  const isRecent = number > conversations - 60
  const { goods } = scenario
  const product = dice.pick(products.filter((one) => goods === undefined || goods.includes(one.key)))
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
    product,
    fill: {
      product: scenario.language === 'ja' ? product.ja : product.en,
      ...(asksOfOrder(scenario) ? { order: `#${10_200 + number}` } : {}),
      name: scenario.language === 'ja' ? customer.name : firstName,
    },
  }
}

const asksOfOrder = ({ turns }: Scenario) => turns.some(({ text }) => text.includes('{order}'))

function customerFor(scenario: Scenario, dice: Dice): Customer {
  const names = scenario.language === 'ja' ? japaneseNames : englishNames
  const { country } = scenario
  const at = dice.pick([...names.keys()].filter((one) => !country || placeOf(one).country === country))
  const name = names[at] ?? ''
  if (scenario.language === 'ja') {
    const region = prefectures[at % prefectures.length] ?? ''
    return { name, address: `kyaku${at + 1}@mail.example`, country: 'JP', region, timeZone: 'Asia/Tokyo' }
  }
  return { name, address: `${name.toLowerCase().replaceAll(/\W+/g, '.')}@mail.example`, ...placeOf(at) }
}

function placeOf(at: number): (typeof places)[number] {
  const place = places[at % places.length]
  if (!place) throw new Error('The sample has no places')
  return place
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
