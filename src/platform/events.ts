import { sql } from 'kysely'
import { noteRecorded } from './committed.ts'
import type { Tx } from './database.ts'

/** Who did it: a staff member, a customer, or the desk itself. */
export type Actor = { kind: 'staff' | 'customer'; id: number } | { kind: 'system' }

/** Something that happened, as written beside the rows it changed. `type` is a sentence fragment: 'conversation.assigned'. */
export type NewEvent = {
  type: string
  brandId: number
  conversationId?: number
  customerId?: number
  messageId?: number
  actor: Actor
  data?: Record<string, unknown>
}

/**
 * Writes the event in the transaction of the change, so that both are there or neither is; what follows from it is dispatched
 * from this very table (src/consequences.ts). Returns the event's id, which is also the newest one of its conversation.
 */
export async function record(tx: Tx, event: NewEvent): Promise<number> {
  const actorId = event.actor.kind === 'system' ? null : event.actor.id
  const { rows } = await sql<{ id: number }>`
    with recorded as (
      insert into events (brand_id, type, conversation_id, customer_id, message_id, actor, actor_id, data)
      values (${event.brandId}, ${event.type}, ${event.conversationId ?? null}, ${event.customerId ?? null},
        ${event.messageId ?? null}, ${event.actor.kind}, ${actorId}, ${JSON.stringify(event.data ?? {})})
      returning brand_id, id, conversation_id
    ), newest as (
      update conversations set last_event_id = recorded.id from recorded
      where conversations.brand_id = recorded.brand_id and conversations.id = recorded.conversation_id
    )
    select id from recorded`.execute(tx)
  noteRecorded(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Error(`Event ${event.type} was not written`)
  return id
}
