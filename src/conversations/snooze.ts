import { sql } from 'kysely'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { addJob, removeJob } from '#platform/jobs.ts'
import { invalid } from '#platform/refusal.ts'
import { changeStatus } from './change-status.ts'
import type { Conversation } from './door.ts'

const wakingKey = (conversation: { id: number }) => `wake:${conversation.id}`

/** Hides it until a time, or (`until` null) until the customer writes. Snoozed again, the timer moves. */
export async function snooze(
  tx: Tx,
  conversation: Conversation,
  wish: { until: Date | null; wakesOnReply: boolean; actor: Actor },
): Promise<void> {
  if (wish.until !== null && wish.until <= now()) {
    throw invalid('until', 'in_the_past', (locale) => m.conversations_in_the_past({}, { locale }))
  }
  await tx
    .updateTable('conversations')
    .set({
      snoozed_until: wish.until ?? 'infinity',
      // Without a time it must wake by a message, or it would be lost.
      wakes_on_reply: wish.until === null || wish.wakesOnReply,
    })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  if (wish.until === null) await removeJob(tx, wakingKey(conversation))
  else await addWaking(tx, conversation, wish.until)
  await record(tx, {
    type: 'conversation.snoozed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { until: wish.until?.toISOString() ?? null, wakesOnReply: wish.wakesOnReply },
  })
}

/** Shows it again now. */
export async function unsnooze(tx: Tx, conversation: Conversation, wish: { actor: Actor }): Promise<void> {
  if (conversation.snoozed_until === null) return
  await removeJob(tx, wakingKey(conversation))
  await showAgain(tx, conversation, { actor: wish.actor, by: 'staff' })
}

/** Sets the timer; also for a conversation that comes back from a merge while it is snoozed. */
export async function addWaking(
  tx: Tx,
  conversation: { brand_id: number; id: number },
  at: Date,
): Promise<void> {
  await addJob(
    tx,
    'wake-conversation',
    { brandId: conversation.brand_id, conversationId: conversation.id },
    { runAt: at, key: wakingKey(conversation) },
  )
}

/** The timer's job: it is our turn again. Does nothing when the snooze was moved, ended or merged away meanwhile. */
export async function wakeConversation(
  db: Database,
  job: { brandId: number; conversationId: number },
): Promise<void> {
  await inBrands(db, [job.brandId], async (tx) => {
    const conversation = await tx
      .selectFrom('conversations')
      .selectAll()
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.conversationId)
      .where('snoozed_until', '<', sql<Date>`'infinity'`)
      .where('merged_into_id', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!conversation?.snoozed_until) return
    // The timer came too early, as after a change of the clock.
    if (conversation.snoozed_until > now()) return addWaking(tx, conversation, conversation.snoozed_until)
    const actor = { kind: 'system' as const }
    await showAgain(tx, conversation, { actor, by: 'time' })
    if (conversation.status !== 'new') await changeStatus(tx, conversation, { status: 'open', actor })
  })
}

async function showAgain(
  tx: Tx,
  conversation: Conversation,
  how: { actor: Actor; by: 'staff' | 'time' },
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ snoozed_until: null, wakes_on_reply: true })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.woken',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: how.actor,
    data: { by: how.by },
  })
}
