import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Conversation } from './door.ts'

/** Names the order it is about; it need not be one the desk knows. */
export async function changeOrderNumber(
  tx: Tx,
  conversation: Conversation,
  wish: { orderNumber: string | null; actor: Actor },
): Promise<void> {
  if (conversation.order_number === wish.orderNumber) return
  await tx
    .updateTable('conversations')
    .set({ order_number: wish.orderNumber })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.order_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.order_number, to: wish.orderNumber },
  })
}
