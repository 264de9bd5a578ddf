import { changeStatus } from '#conversations/change-status.ts'
import { trainee } from '#database/sample/reply-approvals.ts'
import type { Turn } from '#database/sample/scenario.ts'
import { conversationFor } from '#conversations/door.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { fillInForm } from '../fill-in-form.ts'
import { perform } from '../perform.ts'
import { type Opening, openWith, type Performance, say } from '../play.ts'
import { writeForApproval } from './approved-replies.ts'
import { type About, askOthers, giveSomething, handUp } from './deeds.ts'
import { promiseSomething } from './promises.ts'
import { answering, atWork, inShop, type Week } from './week.ts'

const minute = 60_000
const hour = 60 * minute
const written = 70
// Numbers of orders go on where those of the first sixty days end.
const firstNumber = 400

/** How much is written in each hour of a customer's day. */
const wayOfDay = [1, 1, 0, 0, 0, 1, 2, 3, 5, 6, 6, 5, 5, 5, 5, 5, 5, 6, 6, 7, 8, 8, 6, 3]
const busiest = Math.max(...wayOfDay)

/** Customers write over the whole week, more in their evening than at night. */
export function letCustomersWrite(week: Week, from: number, to: number): void {
  const { dice, shop, agenda } = week
  for (let number = 0; number < written; number++) {
    const performance = perform(shop, dice, {
      number: firstNumber + number,
      beganAt: new Date(),
      isRecent: false,
    })
    const at = momentIn(week, performance.customer.timeZone, from, to)
    agenda.add(at, () => begin(week, { ...performance, beganAt: new Date(at) }))
  }
}

function momentIn({ dice }: Week, zone: string, from: number, to: number): number {
  for (;;) {
    const at = from + dice.next() * (to - from)
    const { hour: local } = Temporal.Instant.fromEpochMilliseconds(Math.round(at)).toZonedDateTimeISO(zone)
    if (dice.chance((wayOfDay[local] ?? 0) / busiest)) return Math.round(at)
  }
}

async function begin(week: Week, performance: Performance): Promise<void> {
  const opening = await inShop(week, (tx) => openWith(tx, week.shop, week.dice, performance))
  goOn(week, performance, opening, 1)
}

/** Writes down when the next turn comes: a customer's when they have read, a person's when they are at work and get to it. */
export function goOn(week: Week, performance: Performance, opening: Opening, turn: number): void {
  const { dice, agenda } = week
  const { language } = performance.scenario
  const next = performance.turns[turn]
  if (!next)
    return agenda.add(atWork(week, language, 5 + dice.below(60)), () => close(week, performance, opening))
  const at =
    next.by === 'customer'
      ? now().getTime() + (20 + dice.below(14 * 60)) * minute
      : atWork(week, language, 15 + dice.below(dice.chance(0.15) ? 600 : 150))
  agenda.add(at, () => take(week, performance, opening, turn, next))
}

async function take(
  week: Week,
  performance: Performance,
  opening: Opening,
  turn: number,
  next: Turn,
): Promise<void> {
  const agent = await whoAnswers(week, performance, opening)
  const andThen = () => goOn(week, performance, opening, turn + 1)
  if (next.by === 'agent' && agent.email === trainee)
    return writeForApproval(week, { ...performance, agent }, opening, next, andThen)
  await inShop(week, (tx) => say(tx, { ...performance, agent }, opening, next))
  if (next.by === 'agent')
    await doBesides(week, {
      agent,
      conversationId: opening.conversationId,
      language: performance.scenario.language,
    })
  andThen()
}

/** What answering brings with it, now and then. */
async function doBesides(week: Week, about: About): Promise<void> {
  const { dice } = week
  if (dice.chance(0.3)) await promiseSomething(week, about.agent, about, about.language)
  if (dice.chance(0.16)) await giveSomething(week, about)
  if (dice.chance(0.1)) await askOthers(week, about)
  if (dice.chance(0.08)) await handUp(week, about)
}

/** Whoever has been given it, by a rule for instance. */
async function whoAnswers(week: Week, { scenario }: Performance, opening: Opening): Promise<Caller> {
  const conversation = await inShop(week, (tx) => conversationFor(tx, opening.conversationId, 'read'))
  const { people } = week.shop
  return people.find((one) => one.staffId === conversation.assignee_id) ?? answering(week, scenario.language)
}

/** Fills in what the reason asks for and resolves it, unless something promised is still open; then it is looked at again. */
async function close(week: Week, performance: Performance, opening: Opening): Promise<void> {
  const { scenario, product, beganAt } = performance
  const agent = await whoAnswers(week, performance, opening)
  const waits = await inShop(week, async (tx) => {
    const conversation = await conversationFor(tx, opening.conversationId, 'change')
    if (conversation.open_promises > 0) return true
    const about = { reason: scenario.reason, product: product.key, beganAt, isOver: true, agent }
    await fillInForm(tx, conversation, about, week.dice)
    const filled = await conversationFor(tx, opening.conversationId, 'change')
    await changeStatus(tx, filled, { status: 'resolved', actor: actorOf(agent) })
    return false
  })
  if (waits) week.agenda.add(now().getTime() + 6 * hour, () => close(week, performance, opening))
}
