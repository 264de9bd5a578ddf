import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'

/**
 * A reply that was taken back before it left is not approved any more. Taken back by its author it is a draft again; taken back by anybody
 * else it waits again. Answers whether it waits.
 */
export async function reopenApproval(
  tx: Tx,
  caller: Caller,
  message: { brand_id: number; id: number; staff_id: number | null },
): Promise<boolean> {
  if (message.staff_id === caller.staffId) {
    await tx
      .updateTable('reply_approvals')
      .set({ state: 'withdrawn', decided_by_id: caller.staffId, message_id: null })
      .where('brand_id', '=', message.brand_id)
      .where('message_id', '=', message.id)
      .execute()
    return false
  }
  const waits = await tx
    .updateTable('reply_approvals')
    .set({ state: 'waiting', decided_by_id: null, decided_at: null, sent_text: null, message_id: null })
    .where('brand_id', '=', message.brand_id)
    .where('message_id', '=', message.id)
    .returning(['id', 'conversation_id', 'author_id'])
    .executeTakeFirst()
  if (!waits) return false
  await tx
    .updateTable('attachments')
    .set({ message_id: null })
    .where('brand_id', '=', message.brand_id)
    .where('message_id', '=', message.id)
    .where('staff_id', '=', waits.author_id)
    .execute()
  await record(tx, {
    type: 'reply_approval.reopened',
    brandId: message.brand_id,
    conversationId: waits.conversation_id,
    actor: actorOf(caller),
    data: { approvalId: waits.id, authorId: waits.author_id },
  })
  return true
}
