import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import { brandsOf, conditionsOf, tagsNamed } from './conditions.ts'
import type { ConversationFilter, ConversationSummary, Sort } from './contract.ts'
import { reasonsFrom } from './reasons/below.ts'
import { summariesOf } from './summary.ts'

type Query = ConversationFilter & { sort?: Sort | undefined; limit: number; cursor?: string | undefined }

/** Where conversations `c` of `brand (id)` are read from, and the columns that order them. */
type Source = {
  brands: RawBuilder<unknown>
  rows: RawBuilder<unknown>
  only: RawBuilder<unknown>
  lastMessageAt: RawBuilder<unknown>
  id: RawBuilder<unknown>
}

/**
 * A page of conversations. Each brand is read along its own index and the pages are put together, so the cost is a page per brand
 * however many conversations there are.
 */
export async function listConversations(
  tx: Tx,
  caller: Caller,
  query: Query,
): Promise<{ items: Sendable<ConversationSummary>[]; nextCursor: string | null }> {
  const { source, filter } = await sourceOf(tx, query)
  const { key, way, only } = orderOf(source, query.sort ?? usualOrder(query))
  const after = fromCursor(query.cursor, 2)
  const seek = after
    ? sql`and (${key}, ${source.id}) ${isDown(way) ? sql`<` : sql`>`} (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const { rows } = await sql<{ brandId: number; id: number; key: string }>`${isPlain(query) ? kept : sql``}
    select found.brand_id as "brandId", found.id, found.key::text as key
    from ${source.brands}
    cross join lateral (
      select c.brand_id, ${source.id} as id, ${key} as key from ${source.rows}
      where c.brand_id = brand.id and ${source.only} and ${await conditionsOf(tx, filter, caller)} and ${only} ${seek}
      order by ${key} ${way}, ${source.id} ${way}
      limit ${query.limit + 1}
    ) found
    order by found.key ${way}, found.id ${way}
    limit ${query.limit + 1}`.execute(tx)
  const items = await summariesOf(tx, caller.staffId, rows.slice(0, query.limit))
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
  // The database's own text of the time keeps microseconds, which a Date would drop.
  return { items, nextCursor: last ? toCursor([last.key, last.id]) : null }
}

// A view alone is asked all day in the same words. Filters are planned for what they name: few rows or many.
const kept = sql`/* kept */`
const plain = ['view', 'sort', 'limit', 'cursor']
const isPlain = (query: Query) =>
  Object.entries(query).every(([name, value]) => value === undefined || plain.includes(name))

// What is overdue is read along its deadlines: by the time of the last word, few among a million would be sought for long.
const usualOrder = ({ view }: Query): Sort => (view === 'overdue' ? 'due_soonest' : 'newest')

const up = sql`asc`
const down = sql`desc`
const isDown = (way: RawBuilder<unknown>) => way === down

/** Each order is the order of an index, so a page is read and nothing sorted. */
function orderOf(source: Source, sort: Sort) {
  const everything = sql`true`
  switch (sort) {
    case 'newest':
      return { key: source.lastMessageAt, way: down, only: everything }
    case 'oldest':
      return { key: source.lastMessageAt, way: up, only: everything }
    case 'longest_waiting':
      return { key: sql`c.waiting_since`, way: up, only: sql`c.waiting_since is not null` }
    case 'due_soonest':
      return { key: sql`c.next_due_at`, way: up, only: sql`c.next_due_at is not null` }
  }
}

/** What to read along, and what of the filter is left to be checked on each row. */
async function sourceOf(tx: Tx, query: Query): Promise<{ source: Source; filter: ConversationFilter }> {
  const { tag, ...untagged } = query
  if (tag !== undefined) return { source: await taggedOf(tx, query, tag), filter: untagged }
  const { reasonId, ...filter } = query
  if (reasonId !== undefined) return { source: await aboutOf(tx, query, reasonId), filter }
  return {
    source: { ...conversations, brands: sql`unnest(${brandsOf(tx, query)}::bigint[]) as brand (id)` },
    filter,
  }
}

const conversations = {
  rows: sql`conversations c`,
  only: sql`true`,
  lastMessageAt: sql`c.last_message_at`,
  id: sql`c.id`,
}

/** Read along each reason, the one that is named and those below it: together they have no order in any index. */
async function aboutOf(tx: Tx, filter: ConversationFilter, reasonId: number): Promise<Source> {
  const reasons = await reasonsFrom(tx, brandsOf(tx, filter), reasonId)
  const [brands, ids] = [reasons.map((reason) => reason.brandId), reasons.map((reason) => reason.id)]
  return {
    ...conversations,
    brands: sql`unnest(${brands}::bigint[], ${ids}::bigint[]) as brand (id, reason_id)`,
    only: sql`c.reason_id = brand.reason_id`,
  }
}

/** Read along the tag, which knows the time of its conversations: few among a million are found as fast as many. */
async function taggedOf(tx: Tx, filter: ConversationFilter, name: string): Promise<Source> {
  const tags = await tagsNamed(tx, filter, name)
  const [brands, ids] = [tags.map((tag) => tag.brandId), tags.map((tag) => tag.id)]
  return {
    brands: sql`unnest(${brands}::bigint[], ${ids}::bigint[]) as brand (id, tag_id)`,
    rows: sql`conversation_tags ct join conversations c on (c.brand_id, c.id) = (ct.brand_id, ct.conversation_id)`,
    only: sql`ct.brand_id = brand.id and ct.tag_id = brand.tag_id`,
    lastMessageAt: sql`ct.last_message_at`,
    id: sql`ct.conversation_id`,
  }
}
