import type { Conversation } from '#conversations/door.ts'
import { subjectKey } from '#conversations/subject-key.ts'
import type { Reached } from '#customers/reach.ts'
import type { Tx } from '#platform/database.ts'
import type { Incoming } from './incoming.ts'

/** Starts a conversation for a message that belongs to none. What machines send waits for nobody. */
export async function openConversation(
  tx: Tx,
  incoming: Incoming,
  customer: Reached,
  language: string,
): Promise<Conversation> {
  const isFromPerson = incoming.kind === 'message'
  return tx
    .insertInto('conversations')
    .values({
      brand_id: incoming.brandId,
      customer_id: customer.id,
      channel: incoming.channel,
      mailbox_id: incoming.mail?.mailboxId ?? null,
      reason_id: incoming.reasonId ?? null,
      order_number: incoming.orderNumber ?? null,
      subject: incoming.subject.slice(0, 500),
      subject_key: subjectKey(incoming.subject),
      language,
      status: customer.isBlocked ? 'spam' : isFromPerson ? 'new' : 'no_reply_needed',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
