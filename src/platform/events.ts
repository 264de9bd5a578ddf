import { type RawBuilder, sql } from 'kysely'
import { asJson } from './as-json.ts'
import { noteRecorded } from './committed.ts'
import type { Tx } from './database.ts'

/**
 * Who did it: a staff member, a customer, the desk itself, a rule or a flow of the brand. `chain` are the rules whose doing led to this, a rule
 * itself the last; it stands in the event's data as `chain`, so that rules cannot set each other off for ever.
 */
export type Actor =
  | { kind: 'staff' | 'customer'; id: number }
  | { kind: 'system' }
  | { kind: 'rule' | 'flow'; id: number; chain: readonly number[] }

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
  const [id] = await recordAll(tx, [event])
  if (id === undefined) throw new Error(`Event ${event.type} was not written`)
  return id
}

/** The same for several at once, in their order. */
export async function recordAll(tx: Tx, events: readonly NewEvent[]): Promise<number[]> {
  const recorded = await sql<{ id: number }>`
    with recorded as (
      insert into events (brand_id, type, conversation_id, customer_id, message_id, actor, actor_id, data)
      select "brandId", type, "conversationId", "customerId", "messageId", kind, "actorId", data from ${asRows(events)}
      returning brand_id, id, conversation_id
    ), newest as (
      update conversations set last_event_id = last.id
      from (select brand_id, conversation_id, max(id) as id from recorded group by 1, 2) as last
      where conversations.brand_id = last.brand_id and conversations.id = last.conversation_id
    )
    select id from recorded order by id`.execute(tx)
  noteRecorded(tx)
  return recorded.rows.map((row) => row.id)
}

/**
 * The write that records events whose ids were taken before (`writeTogether`). Whoever uses it writes the newest id into the
 * conversation as well.
 */
export function recording(tx: Tx, events: readonly (NewEvent & { id: number })[]): RawBuilder<unknown> {
  noteRecorded(tx)
  return sql`
    insert into events (brand_id, id, type, conversation_id, customer_id, message_id, actor, actor_id, data)
    select "brandId", id, type, "conversationId", "customerId", "messageId", kind, "actorId", data from ${asRows(events)}`
}

function asRows(events: readonly NewEvent[]): RawBuilder<unknown> {
  const rows = events.map((event) => ({
    ...event,
    kind: event.actor.kind,
    actorId: event.actor.kind === 'system' ? null : event.actor.id,
    data: 'chain' in event.actor ? { ...event.data, chain: event.actor.chain } : (event.data ?? {}),
  }))
  return sql`json_to_recordset(${asJson(rows)}::json) as one (id bigint, "brandId" bigint, type text, "conversationId" bigint,
    "customerId" bigint, "messageId" bigint, kind text, "actorId" bigint, data jsonb)`
}
