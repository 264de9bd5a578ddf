import { sql } from 'kysely'
import { m } from '#texts'
import { answersFor } from '#people/staff/works-for.ts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from '../door.ts'
import type { PromisesOfReply, PromiseWish } from '../promises/wish.ts'

/**
 * What a reply promises on the day it is approved: at the times that are named now, in the order in which it is shown (`made`, then
 * `postponed`); what has ended meanwhile is neither kept nor put off, and what somebody would keep who has left is kept by whoever approves.
 */
export async function promisedNow(
  tx: Tx,
  approver: Caller,
  conversation: Conversation,
  authorId: number,
  wish: PromisesOfReply,
  dueAts: readonly string[] | undefined,
): Promise<PromisesOfReply> {
  const timed = withTimes(wish, dueAts)
  const isOpen = await openAmong(tx, conversation, [...wish.kept, ...wish.postponed.map(({ id }) => id)])
  const made: PromiseWish[] = []
  for (const one of timed.made) made.push(await keptByWhoIsHere(tx, approver, conversation, authorId, one))
  const next = {
    made,
    kept: wish.kept.filter((id) => isOpen.has(id)),
    postponed: timed.postponed.filter(({ id }) => isOpen.has(id)),
  }
  if ([...next.made, ...next.postponed].some(({ dueAt }) => hasPassed(dueAt)))
    throw invalid('dueAts', 'promised_time_passed', (locale) => m.reply_approvals_time_passed({}, { locale }))
  return next
}

/** Whether a promised time is over. */
export const hasPassed = (dueAt: string): boolean => new Date(dueAt) <= now()

function withTimes({ made, postponed, kept }: PromisesOfReply, dueAts: readonly string[] | undefined) {
  if (dueAts === undefined) return { made, postponed, kept }
  if (dueAts.length !== made.length + postponed.length)
    throw invalid('dueAts', 'other_promises', (locale) => m.reply_approvals_other_promises({}, { locale }))
  const [ofMade, ofPostponed] = [dueAts.slice(0, made.length), dueAts.slice(made.length)]
  return {
    made: made.map((one, at) => ({ ...one, dueAt: ofMade[at] ?? one.dueAt })),
    postponed: postponed.map((one, at) => ({ ...one, dueAt: ofPostponed[at] ?? one.dueAt })),
    kept,
  }
}

async function openAmong(
  tx: Tx,
  { brand_id, id }: Conversation,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('promises')
    .select('id')
    .where('brand_id', '=', brand_id)
    .where('conversation_id', '=', id)
    .where('id', 'in', [...ids])
    .where('state', '=', 'open')
    .execute()
  return new Set(rows.map((row) => row.id))
}

async function keptByWhoIsHere(
  tx: Tx,
  approver: Caller,
  { brand_id }: Conversation,
  authorId: number,
  made: PromiseWish,
): Promise<PromiseWish> {
  const ownerId = made.ownerId ?? authorId
  const { rows } = await sql`
    select from staff where id = ${ownerId} and ${answersFor(brand_id)}`.execute(tx)
  return { ...made, ownerId: rows.length > 0 ? ownerId : approver.staffId }
}
