import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Sendable } from '#platform/serve.ts'
import type { timelineEvent } from './contract.ts'
import { sentenceOf } from './timeline-words.ts'

type TimelineEvent = Sendable<z.infer<typeof timelineEvent>>
type Row = Omit<TimelineEvent, 'text'> & { type: string; toName: string; data: Record<string, unknown> }

/**
 * What happened in one conversation, oldest first, each as a sentence in the reader's language. What happened in conversations that were
 * merged into it belongs to it as long as they are.
 */
export async function listConversationEvents(
  tx: Tx,
  conversation: { brand_id: number; id: number },
  reader: { locale: Locale; timeZone: string },
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: TimelineEvent[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 1)?.[0] ?? 0
  const most = query.limit + 1
  const rows = await eventsInWords(tx, conversation, reader, {
    seek: sql`id > ${after}::bigint`,
    order: sql`asc`,
    most,
  })
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page,
    nextCursor: last ? toCursor([Number(last.id)]) : null,
  }
}

type Which = { seek: RawBuilder<unknown>; order: RawBuilder<unknown>; most: number }

/** Some events of a conversation and of those merged into it, in words. */
export async function eventsInWords(
  tx: Tx,
  conversation: { brand_id: number; id: number },
  reader: { locale: Locale; timeZone: string },
  { seek, order, most }: Which,
): Promise<TimelineEvent[]> {
  const { rows } = await sql<Row>`
    select e.id, e.type, e.message_id as "messageId", e.data, e.at,
      jsonb_build_object('kind', e.actor, 'id', e.actor_id, 'name', coalesce(staff.name, customers.name, rules.name, flows.name, '')) as actor,
      coalesce(case e.type
        when 'conversation.assigned' then (select name from staff where id = (e.data->>'to')::bigint)
        when 'promise.given' then (select name from staff where id = (e.data->>'to')::bigint)
        when 'task.asked' then coalesce((select name from teams where id = (e.data->>'teamId')::bigint),
          case when e.data->>'expert' is null then (select name from staff where id = (e.data->>'ownerId')::bigint) end)
        when 'task.given' then coalesce((select name from staff where id = (e.data->>'ownerId')::bigint),
          (select name from teams where id = (e.data->>'teamId')::bigint))
        when 'conversation.service_level_changed' then (select name from service_levels
          where brand_id = e.brand_id and id = (e.data->>'to')::bigint)
        when 'conversation.team_changed' then (select name from teams where id = (e.data->>'to')::bigint)
      end, '') as "toName"
    from (
      select one.id from conversations one
      where one.brand_id = ${conversation.brand_id} and (one.id = ${conversation.id} or one.merged_into_id = ${conversation.id})
    ) shown
    cross join lateral (
      select * from events where brand_id = ${conversation.brand_id} and conversation_id = shown.id
        and ${seek}
      order by id ${order} limit ${most}
    ) e
    left join staff on e.actor = 'staff' and staff.id = e.actor_id
    left join customers on e.actor = 'customer' and (customers.brand_id, customers.id) = (e.brand_id, e.actor_id)
    left join rules on e.actor = 'rule' and (rules.brand_id, rules.id) = (e.brand_id, e.actor_id)
    left join flows on e.actor = 'flow' and (flows.brand_id, flows.id) = (e.brand_id, e.actor_id)
    order by e.id ${order} limit ${most}`.execute(tx)
  return rows.map(({ toName, ...row }) => ({ ...row, text: sentenceOf({ ...row, toName }, reader) }))
}
