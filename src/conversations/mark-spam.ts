import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { changeStatus } from './change-status.ts'
import type { Conversation } from './door.ts'

/** Spam; with `blockCustomer` everything this customer sends from now on goes there too. */
export async function markSpam(
  tx: Tx,
  conversation: Conversation,
  wish: { blockCustomer: boolean; actor: Actor },
): Promise<void> {
  if (wish.blockCustomer) await block(tx, conversation, true, wish.actor)
  await changeStatus(tx, conversation, { status: 'spam', actor: wish.actor })
}

/** Not spam after all. The customer is no longer blocked either, or the next message would be lost again. */
export async function unmarkSpam(tx: Tx, conversation: Conversation, wish: { actor: Actor }): Promise<void> {
  await block(tx, conversation, false, wish.actor)
  if (conversation.status === 'spam')
    await changeStatus(tx, conversation, { status: 'open', actor: wish.actor })
}

async function block(tx: Tx, conversation: Conversation, isBlocked: boolean, actor: Actor): Promise<void> {
  const changed = await tx
    .updateTable('customers')
    .set({ is_blocked: isBlocked })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.customer_id)
    .where('is_blocked', '<>', isBlocked)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return
  await record(tx, {
    type: isBlocked ? 'customer.blocked' : 'customer.unblocked',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    actor,
  })
}
