import { changeStatus } from '#conversations/change-status.ts'
import type { Conversation } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'

/** The customer has written again: a waiting, resolved or snoozed conversation is our turn once more. */
export async function wake(tx: Tx, conversation: Conversation): Promise<void> {
  const actor = { kind: 'system' as const }
  if (['pending_customer', 'resolved', 'no_reply_needed', 'closed'].includes(conversation.status)) {
    await changeStatus(tx, conversation, { status: 'open', actor })
  }
  if (conversation.snoozed_until === null || !conversation.wakes_on_reply) return
  await tx
    .updateTable('conversations')
    .set({ snoozed_until: null })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.woken',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor,
    data: { by: 'reply' },
  })
}
