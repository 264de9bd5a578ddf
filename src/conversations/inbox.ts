import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import type { ConversationFilter, ConversationSummary, View } from './contract.ts'
import { type SummaryRow, summaryColumns, summaryJoins, toSummary } from './summary.ts'

/**
 * A page of conversations, newest activity first. Each brand is read along its own index and the pages are put together, so the
 * cost is a page per brand however many conversations there are.
 */
export async function listConversations(
  tx: Tx,
  caller: Caller,
  query: ConversationFilter & { limit: number; cursor?: string | undefined },
): Promise<{ items: Sendable<ConversationSummary>[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 2)
  const brands =
    query.brandId === undefined ? tx.inBrands : tx.inBrands.filter((one) => one === query.brandId)
  const seek = after
    ? sql`and (c.last_message_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const { rows } = await sql<SummaryRow>`
    with page as (
      select found.brand_id, found.id from unnest(${[...brands]}::bigint[]) as brand (id)
      cross join lateral (
        select c.brand_id, c.id, c.last_message_at from conversations c
        where c.brand_id = brand.id and ${conditionsOf(query, caller)} ${seek}
        order by c.last_message_at desc, c.id desc
        limit ${query.limit + 1}
      ) found
      order by found.last_message_at desc, found.id desc
      limit ${query.limit + 1}
    )
    select ${summaryColumns}
    from page join conversations c on (c.brand_id, c.id) = (page.brand_id, page.id)
    ${summaryJoins(caller.staffId)}
    order by c.last_message_at desc, c.id desc`.execute(tx)
  const items = rows.slice(0, query.limit).map(toSummary)
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
  // The database's own text of the time keeps microseconds, which a Date would drop.
  return { items, nextCursor: last ? toCursor([last.sortKey, last.id]) : null }
}

/** The filter as SQL over `conversations c`; bulk changes and counts use the same, so that they mean the same rows. */
export function conditionsOf(filter: ConversationFilter, caller: { staffId: number }): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`c.merged_into_id is null`]
  if (filter.view) all.push(viewCondition(filter.view, caller.staffId))
  if (filter.status) all.push(sql`c.status = ${filter.status}`)
  if (filter.assignee === 'me') all.push(sql`c.assignee_id = ${caller.staffId}`)
  else if (filter.assignee === 'none') all.push(sql`c.assignee_id is null`)
  else if (filter.assignee !== undefined) all.push(sql`c.assignee_id = ${filter.assignee}`)
  if (filter.teamId !== undefined) all.push(sql`c.team_id = ${filter.teamId}`)
  if (filter.channel) all.push(sql`c.channel = ${filter.channel}`)
  if (filter.language) all.push(sql`c.language = ${filter.language}`)
  if (filter.priority) all.push(sql`c.priority = ${filter.priority}`)
  if (filter.reasonId !== undefined) all.push(sql`c.reason_id = ${filter.reasonId}`)
  if (filter.customerId !== undefined) all.push(sql`c.customer_id = ${filter.customerId}`)
  if (filter.tag) {
    all.push(sql`exists (select from conversation_tags ct join tags t on (t.brand_id, t.id) = (ct.brand_id, ct.tag_id)
      where ct.brand_id = c.brand_id and ct.conversation_id = c.id and t.name = ${filter.tag})`)
  }
  return sql.join(all, sql` and `)
}

const toDo = sql`c.status in ('new', 'open') and c.snoozed_until is null`

/** Each view is written so that an index of its own answers it: see the indexes of `conversations`. */
function viewCondition(view: View, staffId: number): RawBuilder<unknown> {
  switch (view) {
    case 'mine':
      return sql`c.assignee_id = ${staffId} and c.status in ('new', 'open', 'pending_customer', 'pending_client', 'on_hold')
        and c.snoozed_until is null`
    case 'unassigned':
      return sql`${toDo} and c.assignee_id is null`
    case 'open':
      return toDo
    case 'waiting':
      return sql`c.status = 'pending_customer' and c.snoozed_until is null`
    case 'snoozed':
      return sql`c.snoozed_until is not null`
    case 'mentions':
      return sql`c.id in (select conversation_id from mentions where brand_id = c.brand_id and staff_id = ${staffId})`
    case 'resolved':
      return sql`c.status = 'resolved'`
    case 'spam':
      return sql`c.status = 'spam'`
    case 'all':
      return sql`c.status <> 'spam'`
  }
}
