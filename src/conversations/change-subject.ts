import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Conversation } from './door.ts'

/** Names it better for us. Mails of the customer are still recognised by the subject they were written under. */
export async function changeSubject(
  tx: Tx,
  conversation: Conversation,
  wish: { subject: string; actor: Actor },
): Promise<void> {
  if (conversation.subject === wish.subject) return
  await tx
    .updateTable('conversations')
    .set({ subject: wish.subject })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.subject_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.subject, to: wish.subject },
  })
}
