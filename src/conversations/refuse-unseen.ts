import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'

type Unseen = {
  id: number
  type: string
  conversationId: number
  messageId: number | null
  actor: string
  name: string
  preview: string
  at: Date
}

/**
 * Stops a reply whose writer has not seen everything: a message of the customer, a reply of anybody (also one's own from another window:
 * that is how an answer goes out twice), a note of a colleague, or messages that a merge brought. What was taken back before it left
 * counts for nothing. The row is locked, so of two replies at one moment the second always finds the first.
 */
export async function refuseUnseen(
  tx: Tx,
  conversation: Conversation,
  writer: { staffId: number; lastSeenEventId: number },
): Promise<void> {
  if (conversation.last_event_id <= writer.lastSeenEventId) return
  const { rows: unseen } = await sql<Unseen>`
    select events.id, events.type, events.conversation_id as "conversationId", events.message_id as "messageId", events.actor,
      coalesce(staff.name, messages.author_name, '') as name, left(coalesce(messages.text, ''), 300) as preview, events.at
    from events
    left join messages on (messages.brand_id, messages.id) = (events.brand_id, events.message_id)
    left join staff on events.actor = 'staff' and staff.id = events.actor_id
    where events.brand_id = ${conversation.brand_id} and events.conversation_id = ${conversation.id}
      and events.id > ${writer.lastSeenEventId}
      and (events.type in ('message.received', 'conversation.merged')
        or (events.type = 'message.replied' and messages.delivery_state <> 'cancelled')
        or (events.type = 'note.written' and events.actor_id <> ${writer.staffId}))
    order by events.id limit 50`.execute(tx)
  if (unseen.length === 0) return
  throw new Refusal(409, 'conversation_changed', (locale) => m.conversations_changed({}, { locale }), {
    field: 'lastSeenEventId',
    more: { lastEventId: conversation.last_event_id, unseen },
  })
}
