import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { conversationFor } from './door.ts'
import { sendingKey } from './reply.ts'

/** Takes back a reply that still waits. Once sending has begun it is refused, never half done. */
export async function cancelSending(tx: Tx, caller: Caller, messageId: number): Promise<void> {
  const known = await tx
    .selectFrom('messages')
    .select(['brand_id', 'conversation_id'])
    .where('brand_id', 'in', [...tx.inBrands])
    .where('id', '=', messageId)
    .where('direction', '=', 'out')
    .executeTakeFirst()
  if (!known) throw notFound('message')
  const conversation = await conversationFor(tx, known.conversation_id, 'change')
  const taken = await tx
    .updateTable('messages')
    .set({ delivery_state: 'cancelled' })
    .where('brand_id', '=', known.brand_id)
    .where('id', '=', messageId)
    .where('delivery_state', 'in', ['queued', 'scheduled'])
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) {
    throw new Refusal(409, 'already_left', (locale) => m.conversations_already_left({}, { locale }))
  }
  await removeJob(tx, sendingKey(messageId))
  await record(tx, {
    type: 'message.cancelled',
    brandId: known.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(caller),
  })
}
