import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { conversationFor } from '#conversations/door.ts'
import { broughtIt } from './history.ts'
import { conversationIdOf, lockVisitor, type Visitor } from './visitor.ts'

/**
 * The visitor's browser has received, or the visitor has read, everything up to an event. Marks only move forward, and so does
 * the state of each answer: sent, delivered, read.
 */
export async function mark(
  tx: Tx,
  visitor: Visitor,
  state: 'delivered' | 'read',
  event: number,
): Promise<void> {
  // The visitor before the conversation, as everything else of a visitor does: another window may be writing at this moment.
  const conversationId = await conversationIdOf(tx, await lockVisitor(tx, visitor))
  if (conversationId === null) return
  const conversation = await conversationFor(tx, conversationId, 'change')
  const upTo = Math.min(event, conversation.last_event_id)
  await sql`
    update visitors set delivered_event_id = greatest(delivered_event_id, ${upTo}),
      read_event_id = greatest(read_event_id, ${state === 'read' ? upTo : 0})
    where brand_id = ${visitor.brand_id} and id = ${visitor.id}`.execute(tx)
  await applyMarks(tx, { brandId: visitor.brand_id, id: conversationId })
}

/**
 * Brings the answers' states up to the marks of the conversation's visitors, each
 * change with its event. The caller holds the conversation.
 */
export async function applyMarks(tx: Tx, conversation: { brandId: number; id: number }): Promise<void> {
  const { rows } = await sql<{ id: number; state: 'delivered' | 'read' }>`
    with marks as (
      select max(delivered_event_id) as delivered, max(read_event_id) as read from visitors
      where brand_id = ${conversation.brandId} and conversation_id = ${conversation.id}
    ), heard as (
      select events.message_id, min(events.id) as event from events
      join messages on messages.brand_id = events.brand_id and messages.id = events.message_id
      where events.brand_id = ${conversation.brandId} and events.conversation_id = ${conversation.id}
        and messages.delivery_state in ('sent', 'delivered') and messages.channel = 'chat' and ${broughtIt}
      group by events.message_id
    ), due as (
      select message_id as id, case when event <= read then 'read' else 'delivered' end as state
      from heard, marks where event <= greatest(read, delivered)
    )
    update messages set delivery_state = due.state, delivery_reason = null from due
    where messages.brand_id = ${conversation.brandId} and messages.id = due.id and messages.delivery_state <> due.state
    returning messages.id, due.state`.execute(tx)
  for (const { id, state } of rows) {
    await record(tx, {
      type: `message.${state}`,
      brandId: conversation.brandId,
      conversationId: conversation.id,
      messageId: id,
      actor: { kind: 'system' },
    })
  }
}
