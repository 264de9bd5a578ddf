import { sql } from 'kysely'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from '../door.ts'
import { changePromise, endPromise, openPromiseFor } from './change.ts'
import { makePromise, reminderFor, setWatch, watchKey } from './make.ts'
import type { PromisesOfReply, PromiseWish } from './wish.ts'

/** What a reply promises, keeps and puts off, in the transaction that stores it. */
export async function promiseWithReply(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  { messageId, leavesLater }: { messageId: number; leavesLater: Date | undefined },
  wish: PromisesOfReply,
): Promise<void> {
  if (leavesLater) refuseDueBefore(wish, leavesLater)
  for (const id of wish.kept)
    await endPromise(tx, caller, await promiseHere(tx, conversation, id, 'kept'), {
      state: 'kept',
      outcome: '',
      // Who is to read of it tomorrow has been kept waiting until then.
      at: leavesLater,
      messageId,
    })
  for (const { id, dueAt } of wish.postponed)
    await changePromise(tx, caller, await promiseHere(tx, conversation, id, 'postponed'), { dueAt })
  for (const made of wish.made) await makePromise(tx, caller, conversation, made, messageId)
}

function refuseDueBefore({ made, postponed }: PromisesOfReply, leavesAt: Date): void {
  for (const [list, promises] of Object.entries({ made, postponed }))
    for (const [at, { dueAt }] of promises.entries())
      if (new Date(dueAt) <= leavesAt) throw dueBefore(`promises.${list}.${at}.dueAt`)
}

const dueBefore = (field: string) =>
  invalid(field, 'due_before_it_leaves', (locale) => m.promises_due_before_it_leaves({}, { locale }))

/** A reply that is to leave at another time keeps what it keeps then, and must still leave before what it promises is due. */
export async function keepWhenItLeaves(tx: Tx, brandId: number, messageId: number, at: Date): Promise<void> {
  const { rows } = await sql`
    select from promises where brand_id = ${brandId} and message_id = ${messageId} and state = 'open' and due_at <= ${at}`.execute(
    tx,
  )
  if (rows.length > 0) throw dueBefore('sendAt')
  await sql`update promises set ended_at = ${at}
    where brand_id = ${brandId} and kept_message_id = ${messageId} and state = 'kept'`.execute(tx)
}

async function promiseHere(tx: Tx, conversation: Conversation, id: number, field: string) {
  const promise = await openPromiseFor(tx, id)
  if (promise.conversation_id !== conversation.id)
    throw invalid(`promises.${field}`, 'promise_elsewhere', (locale) => m.promises_elsewhere({}, { locale }))
  return promise
}

/**
 * A reply that was taken back has promised nothing and kept nothing. A time it moved stays moved: nobody was told the earlier one again.
 * Answers what it would promise and keep if it were sent once more.
 */
export async function takeBackPromises(
  tx: Tx,
  caller: Caller,
  brandId: number,
  messageId: number,
): Promise<PromisesOfReply | undefined> {
  const { rows: made } = await sql<PromiseWish & { id: number; conversationId: number }>`
    update promises set state = 'cancelled', ended_at = ${now()}, ended_by_id = ${caller.staffId}
    where brand_id = ${brandId} and message_id = ${messageId} and state = 'open'
    returning id, conversation_id as "conversationId", what, means, owner_id as "ownerId",
      to_char(due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt"`.execute(tx)
  const { rows: kept } = await sql<{ id: number; conversationId: number; what: string; dueAt: Date }>`
    update promises set state = 'open', ended_at = null, ended_by_id = null, outcome = null, kept_message_id = null
    where brand_id = ${brandId} and kept_message_id = ${messageId} and state = 'kept'
    returning id, conversation_id as "conversationId", what, due_at as "dueAt"`.execute(tx)
  const actor = actorOf(caller)
  for (const { id, conversationId, what } of made) {
    await removeJob(tx, watchKey(id))
    await record(tx, {
      type: 'promise.cancelled',
      brandId,
      conversationId,
      messageId,
      actor,
      data: { promiseId: id, what },
    })
  }
  for (const { id, conversationId, what, dueAt } of kept) {
    await setWatch(tx, { brandId, id }, reminderFor(dueAt))
    await record(tx, {
      type: 'promise.reopened',
      brandId,
      conversationId,
      messageId,
      actor,
      data: { promiseId: id, what },
    })
  }
  if (made.length + kept.length === 0) return undefined
  return {
    made: made.map(({ what, means, ownerId, dueAt }) => ({ what, means, ownerId, dueAt })),
    kept: kept.map(({ id }) => id),
    postponed: [],
  }
}
