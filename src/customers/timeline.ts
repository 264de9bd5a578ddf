import { sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import type { TimelineItem } from './contract.ts'
import type { Customer } from './door.ts'

type Row = Sendable<TimelineItem> & { sortKey: string; rank: number }

/**
 * All messages of all conversations and what happened to the customer, newest first. The page is taken by time, kind and id, so
 * that things of the same instant neither repeat nor fall out between pages.
 */
export async function listTimeline(
  tx: Tx,
  customer: Customer,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: Sendable<TimelineItem>[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 3)
  const before = (at: string, rank: number, id: string) =>
    after
      ? sql`and (${sql.ref(at)}, ${sql.lit(rank)}, ${sql.ref(id)}) < (${after[0]}::timestamptz, ${after[1]}::int, ${after[2]}::bigint)`
      : sql``
  const { rows } = await sql<Row>`
    with said as (
      select msg.created_at as at, 1 as rank, msg.id, msg.conversation_id
      from conversations c join messages msg on (msg.brand_id, msg.conversation_id) = (c.brand_id, c.id)
      where c.brand_id = ${customer.brand_id} and c.customer_id = ${customer.id} ${before('msg.created_at', 1, 'msg.id')}
      order by 1 desc, 3 desc limit ${query.limit + 1}
    ), happened as (
      select ev.at, 0 as rank, ev.id, ev.conversation_id from events ev
      where ev.brand_id = ${customer.brand_id} and ev.customer_id = ${customer.id} and ev.type like 'customer.%'
        ${before('ev.at', 0, 'ev.id')}
      order by 1 desc, 3 desc limit ${query.limit + 1}
    ), page as (
      select * from said union all select * from happened order by at desc, rank desc, id desc limit ${query.limit + 1}
    )
    select page.at, page.at::text as "sortKey", page.rank, page.id, case page.rank when 1 then 'message' else 'event' end as kind,
      case when c.id is not null then jsonb_build_object('id', c.id, 'subject', c.subject, 'status', c.status, 'channel', c.channel)
        end as conversation,
      case when msg.id is not null then jsonb_build_object('direction', msg.direction, 'kind', msg.kind,
        'isAutomatic', msg.is_automatic, 'author', msg.author_name, 'preview', left(regexp_replace(msg.text, '[[:space:]]+', ' ', 'g'), 300),
        'hasAttachments', exists (select from attachments where brand_id = msg.brand_id and message_id = msg.id and not is_inline))
        end as message,
      case when ev.id is not null then jsonb_build_object('type', ev.type, 'actor', coalesce(staff.name, ''), 'data', ev.data)
        end as event
    from page
    left join conversations c on c.brand_id = ${customer.brand_id} and c.id = page.conversation_id
    left join messages msg on page.rank = 1 and msg.brand_id = ${customer.brand_id} and msg.id = page.id
    left join events ev on page.rank = 0 and ev.brand_id = ${customer.brand_id} and ev.id = page.id
    left join staff on ev.actor = 'staff' and staff.id = ev.actor_id
    order by page.at desc, page.rank desc, page.id desc`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map(({ sortKey: _, rank: __, ...item }) => item),
    nextCursor: last ? toCursor([last.sortKey, last.rank, last.id]) : null,
  }
}
