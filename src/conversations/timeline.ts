import { sql } from 'kysely'
import type { z } from 'zod'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import type { timelineEvent } from './contract.ts'

type TimelineEvent = Sendable<z.infer<typeof timelineEvent>>

/** What happened in one conversation, oldest first, with the names of who did it. */
export async function listConversationEvents(
  tx: Tx,
  conversation: { brand_id: number; id: number },
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: TimelineEvent[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 1)?.[0] ?? 0
  const { rows } = await sql<TimelineEvent>`
    select events.id, events.type, events.message_id as "messageId", events.data, events.at,
      jsonb_build_object('kind', events.actor, 'id', events.actor_id,
        'name', coalesce(staff.name, customers.name, '')) as actor
    from events
    left join staff on events.actor = 'staff' and staff.id = events.actor_id
    left join customers on events.actor = 'customer'
      and (customers.brand_id, customers.id) = (events.brand_id, events.actor_id)
    where events.brand_id = ${conversation.brand_id} and events.conversation_id = ${conversation.id}
      and events.id > ${after}
    order by events.id limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}
