import { m } from '#texts'
import { actorOf, type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'

const lockSeconds = 120

/** Keeps others from replying for two minutes. Renewing one's own lock is no event; taking over is for supervisors. */
export async function lock(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wish: { takeOver: boolean },
): Promise<void> {
  const holder = holderOf(conversation)
  if (holder !== null && holder !== caller.staffId) {
    if (!wish.takeOver) throw await lockedBy(tx, conversation, holder)
    if (!hasRole(caller, 'supervisor')) throw forbidden()
  }
  await write(tx, conversation, {
    locked_by_id: caller.staffId,
    locked_until: new Date(now().getTime() + lockSeconds * 1_000),
  })
  if (holder === caller.staffId) return
  await record(tx, {
    type: 'conversation.locked',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
    data: { takenFrom: holder },
  })
}

/** Gives up one's own lock; that of another is left alone. */
export async function unlock(tx: Tx, caller: Caller, conversation: Conversation): Promise<void> {
  if (holderOf(conversation) !== caller.staffId) return
  await write(tx, conversation, { locked_by_id: null, locked_until: null })
  await record(tx, {
    type: 'conversation.unlocked',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
  })
}

/** Stops whoever wants to reply while a colleague holds the lock. */
export async function refuseLocked(tx: Tx, caller: Caller, conversation: Conversation): Promise<void> {
  const holder = holderOf(conversation)
  if (holder !== null && holder !== caller.staffId) throw await lockedBy(tx, conversation, holder)
}

function holderOf(conversation: Conversation): number | null {
  const isHeld = conversation.locked_until !== null && conversation.locked_until > now()
  return isHeld ? conversation.locked_by_id : null
}

async function lockedBy(tx: Tx, conversation: Conversation, staffId: number): Promise<Refusal> {
  const staff = await tx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  return new Refusal(
    423,
    'locked_by_other',
    (locale) => m.conversations_locked_by_other({ name: staff.name }, { locale }),
    { more: { lock: { staff, until: conversation.locked_until } } },
  )
}

async function write(
  tx: Tx,
  conversation: Conversation,
  lock: { locked_by_id: number | null; locked_until: Date | null },
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set(lock)
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
}
