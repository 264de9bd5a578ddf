import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import { invalid } from '#platform/refusal.ts'
import { worksForBrand } from '../assign.ts'
import { reminderBefore } from '../deadline.ts'
import type { Conversation } from '../door.ts'
import { futureTime } from '../leaving.ts'
import type { PromiseWish } from './wish.ts'

const halfHour = 30 * 60_000

/** Writes down what was promised, with the timer that reminds whoever keeps it, and returns its id. */
export async function makePromise(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wish: PromiseWish,
  messageId?: number,
): Promise<number> {
  const dueAt = futureTime(wish.dueAt, 'dueAt')
  const ownerId = wish.ownerId ?? caller.staffId
  if (ownerId !== caller.staffId) await refuseStranger(tx, conversation.brand_id, ownerId)
  const remindAt = reminderFor(dueAt)
  const { id } = await tx
    .insertInto('promises')
    .values({
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      customer_id: conversation.customer_id,
      message_id: messageId ?? null,
      what: wish.what,
      means: wish.means,
      owner_id: ownerId,
      made_by_id: caller.staffId,
      made_at: now(),
      due_at: dueAt,
      first_due_at: dueAt,
      remind_at: remindAt,
      reason_id: conversation.reason_id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setWatch(tx, { brandId: conversation.brand_id, id }, remindAt)
  await record(tx, {
    type: 'promise.made',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    ...(messageId === undefined ? {} : { messageId }),
    actor: actorOf(caller),
    data: { promiseId: id, what: wish.what, means: wish.means, ownerId, dueAt: dueAt.toISOString() },
  })
  return id
}

/** Half an hour before, or when half of a shorter time is over. */
export const reminderFor = (dueAt: Date): Date => reminderBefore(dueAt, halfHour)

/** Who keeps a promise works for the brand and may write to its customers. */
export async function refuseStranger(tx: Tx, brandId: number, staffId: number): Promise<void> {
  if (!(await worksForBrand(tx, brandId, staffId, 'answers')))
    throw invalid('ownerId', 'staff_unknown', (locale) => m.promises_owner_unknown({}, { locale }))
}

/** The timer of a promise: set again it moves. */
export async function setWatch(tx: Tx, promise: { brandId: number; id: number }, at: Date): Promise<void> {
  await addJob(tx, 'watch-promise', promise, { runAt: at, key: watchKey(promise.id) })
}

export const watchKey = (id: number) => `promise:${id}`
