import type { Calendar } from '#platform/calendar/calendar.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { attempt } from '#platform/attempt.ts'
import { now } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Caller } from '#platform/caller.ts'
import type { Desk } from '../../../desk.ts'
import type { Dice } from '../dice.ts'
import type { Shop } from '../furnish.ts'
import type { Agenda } from './agenda.ts'

/** What everybody who acts in the week shares. */
export type Week = {
  desk: Desk
  shop: Shop
  dice: Dice
  agenda: Agenda
  /** When the people who write in a language are there: Tokyo in Japanese, Los Angeles in English. */
  hours: Record<'ja' | 'en', Calendar>
}

const minute = 60_000

export const inShop = <T>({ desk, shop }: Week, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inBrands(desk.db, [shop.brandId], work)

/** Does what a desk would refuse a person without ending the week: a budget that is spent, or somebody who has it already. Tells whether it was done. */
export const mayBeRefused = (week: Week, work: (tx: Tx) => Promise<void>) =>
  inShop(week, async (tx) => 'value' in (await attempt(tx, () => work(tx))))

/** So many working minutes; now and then it is forgotten for two days. */
export const soonOrForgotten = ({ dice }: Week, minutes: number): number =>
  dice.chance(0.1) ? 900 + dice.below(600) : minutes

/** Who answers in a language: agents first, the supervisor now and then. */
export function answering({ shop, dice }: Week, language: 'ja' | 'en'): Caller {
  const zone = language === 'ja' ? 'Asia/Tokyo' : 'America/Los_Angeles'
  const there = shop.people.filter((one) => one.role !== 'admin' && one.timeZone === zone)
  const agents = there.filter((one) => one.role === 'agent')
  return dice.pick(agents.length > 0 && dice.chance(0.85) ? agents : there)
}

/** Somebody of a role, who in the sample is always there. */
export function oneWho({ people }: Shop, role: Caller['role']): Caller {
  const found = people.find((one) => one.role === role)
  if (!found) throw new Error(`The sample has no ${role}`)
  return found
}

/** After so many minutes in which those who answer in a language are at work. */
export function atWork({ hours }: Week, language: 'ja' | 'en', minutes: number): number {
  const from = now().getTime()
  return dueAfter(hours[language], from, minutes) ?? from + minutes * minute
}
