import type { Selectable } from 'kysely'
import type { Promises } from '#database/tables.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { conversationFor } from '../door.ts'
import { futureTime } from '../leaving.ts'
import { refuseStranger, reminderFor, setWatch, watchKey } from './make.ts'
import type { PromiseWish } from './wish.ts'

type PromiseRow = Selectable<Promises>

/** The way to change a promise: locks its conversation first, as everything about one does, and refuses what has ended. */
export async function openPromiseFor(tx: Tx, id: number): Promise<PromiseRow> {
  const select = tx
    .selectFrom('promises')
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
  const known = await select.executeTakeFirst()
  if (!known) throw notFound('promise')
  await conversationFor(tx, known.conversation_id, 'change')
  const promise = await select.forUpdate().executeTakeFirstOrThrow()
  if (promise.state !== 'open')
    throw new Refusal(409, 'promise_ended', (locale) => m.promises_ended({}, { locale }))
  return promise
}

/** Changes the words, who keeps it, or the time: what is already so changes nothing and records nothing. */
export async function changePromise(
  tx: Tx,
  caller: Caller,
  promise: PromiseRow,
  wish: { [Key in keyof PromiseWish]?: PromiseWish[Key] | undefined },
): Promise<void> {
  const dueAt = wish.dueAt === undefined ? promise.due_at : new Date(wish.dueAt)
  const isMoved = dueAt.getTime() !== promise.due_at.getTime()
  const ownerId = wish.ownerId ?? promise.owner_id
  const isGiven = ownerId !== promise.owner_id
  const [what, means] = [wish.what ?? promise.what, wish.means ?? promise.means]
  const isReworded = what !== promise.what || means !== promise.means
  if (isMoved) futureTime(dueAt.toISOString(), 'dueAt')
  if (isGiven && ownerId !== null) await refuseStranger(tx, promise.brand_id, ownerId)
  if (!isMoved && !isGiven && !isReworded) return
  const remindAt = isMoved ? reminderFor(dueAt) : promise.remind_at
  await tx
    .updateTable('promises')
    .set({
      what,
      means,
      owner_id: ownerId,
      due_at: dueAt,
      ...(isMoved
        ? { remind_at: remindAt, reminded_at: null, overdue_at: null, postponed: promise.postponed + 1 }
        : {}),
    })
    .where('brand_id', '=', promise.brand_id)
    .where('id', '=', promise.id)
    .execute()
  if (isMoved) await setWatch(tx, { brandId: promise.brand_id, id: promise.id }, remindAt)
  const told = { brandId: promise.brand_id, conversationId: promise.conversation_id, actor: actorOf(caller) }
  const data = { promiseId: promise.id, what }
  if (isMoved)
    await record(tx, {
      ...told,
      type: 'promise.postponed',
      data: { ...data, from: promise.due_at.toISOString(), to: dueAt.toISOString() },
    })
  if (isGiven)
    await record(tx, {
      ...told,
      type: 'promise.given',
      data: { ...data, from: promise.owner_id, to: ownerId },
    })
  if (isReworded) await record(tx, { ...told, type: 'promise.changed', data: { ...data, means } })
}

/** Ends it. A broken promise says why; one kept late counts as kept, and as late. */
export async function endPromise(
  tx: Tx,
  caller: Caller,
  promise: PromiseRow,
  wish: {
    state: 'kept' | 'broken' | 'cancelled'
    outcome: string
    messageId?: number
    /** When a reply that leaves later leaves; now unless given. */
    at?: Date | undefined
  },
): Promise<void> {
  if (wish.state === 'broken' && wish.outcome === '')
    throw new Refusal(422, 'reason_missing', (locale) => m.promises_reason_missing({}, { locale }), {
      field: 'outcome',
    })
  const endedAt = wish.at ?? now()
  await tx
    .updateTable('promises')
    .set({
      state: wish.state,
      ended_at: endedAt,
      ended_by_id: caller.staffId,
      outcome: wish.outcome || null,
      kept_message_id: wish.messageId ?? null,
    })
    .where('brand_id', '=', promise.brand_id)
    .where('id', '=', promise.id)
    .execute()
  await removeJob(tx, watchKey(promise.id))
  await record(tx, {
    type: `promise.${wish.state}`,
    brandId: promise.brand_id,
    conversationId: promise.conversation_id,
    ...(wish.messageId === undefined ? {} : { messageId: wish.messageId }),
    actor: actorOf(caller),
    data: {
      promiseId: promise.id,
      what: promise.what,
      ...(wish.outcome ? { outcome: wish.outcome } : {}),
      ...(wish.state === 'kept' ? { isInTime: endedAt <= promise.due_at } : {}),
    },
  })
}
