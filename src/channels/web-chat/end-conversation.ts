import { changeStatus } from '#conversations/change-status.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { conversationIdOf, type Visitor } from './visitor.ts'

/** The visitor has what they came for. Writing again opens it again (channels/wake.ts). */
export async function endConversation(tx: Tx, visitor: Visitor): Promise<void> {
  const id = await conversationIdOf(tx, visitor)
  if (id === null || visitor.customer_id === null) return
  const conversation = await conversationFor(tx, id, 'change')
  if (['resolved', 'closed', 'no_reply_needed', 'spam'].includes(conversation.status)) return
  await changeStatus(tx, conversation, {
    status: 'resolved',
    actor: { kind: 'customer', id: visitor.customer_id },
  })
}
