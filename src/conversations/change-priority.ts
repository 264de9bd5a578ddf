import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Priority } from './contract.ts'
import type { Conversation } from './door.ts'

/** Says how much it hurries; the priority it already has changes nothing and records nothing. */
export async function changePriority(
  tx: Tx,
  conversation: Conversation,
  wish: { priority: Priority; actor: Actor },
): Promise<void> {
  if (conversation.priority === wish.priority) return
  await tx
    .updateTable('conversations')
    .set({ priority: wish.priority })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.priority_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.priority, to: wish.priority },
  })
}
