import { englishNames, japaneseNames, places, prefectures, products } from '#database/sample/people.ts'
import type { Scenario } from '#database/sample/scenario.ts'
import { scenarios } from '#database/sample/scenarios.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'
import type { Customer, Performance } from './play.ts'

/** Who writes about what, and who answers; of recent conversations most still wait. */
export function perform(
  shop: Shop,
  dice: Dice,
  { number, beganAt, isRecent }: { number: number; beganAt: Date; isRecent: boolean },
): Performance {
  const scenario = dice.pick(scenarios)
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
