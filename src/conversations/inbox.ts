import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import { brandsOf, conditionsOf } from './conditions.ts'
import type { ConversationFilter, ConversationSummary, Sort } from './contract.ts'
import { type SummaryRow, summaryColumns, summaryJoins, toSummary } from './summary.ts'

type Order = {
  by: RawBuilder<unknown>
  /** The column that leads the order, read from another place than `c`. */
  key: RawBuilder<unknown>
  comesAfter: RawBuilder<unknown>
  only: RawBuilder<unknown>
}

const key = { last_message_at: sql`c.last_message_at`, waiting_since: sql`c.waiting_since` }

/** Each order is the order of an index, so a page is read and nothing sorted. */
const orders: Record<Sort, Order> = {
  newest: {
    key: key.last_message_at,
    by: sql`c.last_message_at desc, c.id desc`,
    comesAfter: sql`<`,
    only: sql`true`,
  },
  oldest: { key: key.last_message_at, by: sql`c.last_message_at, c.id`, comesAfter: sql`>`, only: sql`true` },
  longest_waiting: {
    key: key.waiting_since,
    by: sql`c.waiting_since, c.id`,
    comesAfter: sql`>`,
    only: sql`c.waiting_since is not null`,
  },
}

/**
 * A page of conversations. Each brand is read along its own index and the pages are put together, so the cost is a page per brand
 * however many conversations there are.
 */
export async function listConversations(
  tx: Tx,
  caller: Caller,
  query: ConversationFilter & { sort: Sort; limit: number; cursor?: string | undefined },
): Promise<{ items: Sendable<ConversationSummary>[]; nextCursor: string | null }> {
  const order = orders[query.sort]
  const after = fromCursor(query.cursor, 2)
  const seek = after
    ? sql`and (${order.key}, c.id) ${order.comesAfter} (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const conditions = await conditionsOf(tx, query, caller)
  const { rows } = await sql<SummaryRow & { sortKey: string }>`
    with page as materialized (
      select c.brand_id, c.id from unnest(${brandsOf(tx, query)}::bigint[]) as brand (id)
      cross join lateral (
        select c.brand_id, c.id, c.last_message_at, c.waiting_since from conversations c
        where c.brand_id = brand.id and ${conditions} and ${order.only} ${seek}
        order by ${order.by}
        limit ${query.limit + 1}
      ) c
      order by ${order.by}
      limit ${query.limit + 1}
    )
    select ${summaryColumns(caller.staffId)}, ${order.key}::text as "sortKey"
    from page join conversations c on (c.brand_id, c.id) = (page.brand_id, page.id)
    ${summaryJoins(caller.staffId)}
    order by ${order.by}`.execute(tx)
  const items = rows.slice(0, query.limit).map(({ sortKey: _, ...row }) => toSummary(row))
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
  // The database's own text of the time keeps microseconds, which a Date would drop.
  return { items, nextCursor: last ? toCursor([last.sortKey, last.id]) : null }
}
