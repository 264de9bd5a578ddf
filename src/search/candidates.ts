import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { toSearchQuery } from '#platform/search-text.ts'
import type { Conditions } from './conditions.ts'
import type { SearchItem } from './contract.ts'
import type { Filters } from './filters.ts'
import type { Question } from './question.ts'
import { windowsBelow } from './windows.ts'

/** A message that holds every piece of what is wanted; whether it truly is a hit is decided by its text. */
export type Candidate = {
  messageId: number
  conversationId: number
  brandId: number
  subject: string
  named: string | null
  text: string
  author: string
  from: string | null
  to: unknown
  cc: unknown
  direction: 'in' | 'out' | 'note'
  at: Date
} & SearchItem['conversation'] & {
    customerId: number
    customerName: string
    assigneeId: number | null
    assigneeName: string | null
  }

// With at most so many conversations it is faster to read their messages than to look for the words everywhere.
const fewConversations = 2_000

/** Candidates newest first, in batches, from below a message id downwards. */
export async function* candidates(
  tx: Tx,
  question: Question,
  conditions: Conditions,
  below: number | undefined,
): AsyncGenerator<Candidate[]> {
  const { brands } = conditions
  const top = below ?? (await newestMessage(tx, brands)) + 1
  const pieces = piecesWanted(question)
  const few = conditions.isNarrow ? await fewOf(tx, conditions) : undefined
  if (few) {
    yield* within(tx, conditions, pieces, { below: top, from: 0 }, few)
    return
  }
  const time = await idsOf(tx, question.filters, brands, top)
  const late = [`(${brands.map((brand) => `'§${brand}x'`).join(' | ')})`, ...pieces]
  for (const { windows, wanted } of [
    { windows: windowsBelow(top, time.below), wanted: late },
    { windows: windowsBelow(time.below, time.from), wanted: pieces },
    { windows: windowsBelow(time.from), wanted: late },
  ]) {
    for (let next = windows.next(); !next.done; ) {
      const slices = brands.flatMap(next.value.slices).join(' | ')
      next = windows.next(yield* within(tx, conditions, [`(${slices})`, ...wanted], next.value))
    }
  }
}

/** The candidates of one stretch of ids that also meet the conditions; answers how many there were without those. */
async function* within(
  tx: Tx,
  conditions: Conditions,
  tsquery: string[],
  range: { below: number; from: number },
  conversations?: number[],
): AsyncGenerator<Candidate[], number> {
  const isPlain = conditions.ofMessage.length + conditions.ofConversation.length === 0
  const batch = isPlain ? 80 : 400
  let hits = 0
  for (let { below } = range; ; ) {
    const found = await holding(
      tx,
      conditions,
      tsquery.join(' & '),
      { ...range, below },
      batch,
      conversations,
    )
    hits += found.length
    const rows = found.length > 0 ? await details(tx, conditions, found) : []
    if (rows.length > 0) yield rows
    const last = found.at(-1)
    if (!last || found.length < batch) return hits
    below = last.id
  }
}

type Held = { brandId: number; id: number }

/**
 * Messages that hold the pieces. The question is set as `app.search`, which the wall of `message_search` itself applies: only so may it use
 * the index. Hits are gathered before they are sorted, or the planner would rather walk all messages backwards hoping to meet some soon.
 */
async function holding(
  tx: Tx,
  { brands, ofTime }: Conditions,
  tsquery: string,
  range: { below: number; from: number },
  limit: number,
  conversations?: number[],
): Promise<Held[]> {
  await sql`select set_config('app.search', ${tsquery}, true)`.execute(tx)
  const inTime = sql.join([...ofTime, sql`true`], sql` and `)
  const hits = conversations
    ? sql`select s.brand_id, s.message_id from messages m
        join message_search s on (s.brand_id, s.message_id) = (m.brand_id, m.id)
        where m.brand_id = any (${brands}::bigint[]) and m.conversation_id = any (${conversations}::bigint[]) and ${inTime}`
    : sql`select s.brand_id, s.message_id from message_search s where s.brand_id = any (${brands}::bigint[]) and ${inTime}`
  const { rows } = await sql<Held>`
    with hits as materialized (${hits})
    select brand_id as "brandId", message_id as id from hits
    where message_id < ${range.below} and message_id >= ${range.from}
    order by message_id desc limit ${limit}`.execute(tx)
  return rows
}

/** What is needed to judge and to show them, of those that meet the conditions; looked up one by one along the keys. */
async function details(tx: Tx, conditions: Conditions, held: Held[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select m.id as "messageId", m.conversation_id as "conversationId", m.brand_id as "brandId",
      coalesce(m.subject, c.subject) as subject, m.details->>'named' as named, m.text, m.author_name as author, m.from_address as "from",
      m.to_addresses as "to", m.cc_addresses as cc, m.direction, m.created_at as at,
      c.id, c.status, c.channel, c.order_number as "orderNumber",
      customer.id as "customerId", customer.name as "customerName",
      assignee.id as "assigneeId", assignee.name as "assigneeName"
    from unnest(${held.map((one) => one.brandId)}::bigint[], ${held.map((one) => one.id)}::bigint[]) as held (brand_id, id)
    cross join lateral (values (held.brand_id)) as brand (id)
    cross join lateral (select * from messages where brand_id = held.brand_id and id = held.id offset 0) m
    cross join lateral (select * from conversations where brand_id = m.brand_id and id = m.conversation_id offset 0) c
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    left join staff assignee on assignee.id = c.assignee_id
    where ${sql.join([...conditions.ofMessage, ...conditions.ofConversation, sql`true`], sql` and `)}
    order by m.id desc`.execute(tx)
  return rows
}

function piecesWanted(question: Question): string[] {
  const wanted = [...question.wanted, ...question.filters.from, ...question.filters.to]
  // What is not wanted is left to the text: pieces of it may stand there without it.
  return wanted.map((phrase) => `(${toSearchQuery(phrase)})`)
}

/**
 * The ids among which the messages of the asked time lie, but for what came in late. Ids follow times within a day, so a day more on
 * each side is surely enough.
 */
async function idsOf(
  tx: Tx,
  { after, before }: Filters,
  brands: readonly number[],
  top: number,
): Promise<{ below: number; from: number }> {
  if (!after && !before) return { below: top, from: 0 }
  await sql`select set_config('app.search', '', true)`.execute(tx)
  const inTime = sql`select message_id from message_search where brand_id = brand.id and not is_late and sent_at`
  const { rows } = await sql<{ below: number; from: number }>`
    select max(coalesce(later.message_id, ${top})) as below, min(coalesce(earlier.message_id, 0)) as from
    from unnest(${[...brands]}::bigint[]) as brand (id)
    left join lateral (${inTime} >= ${before ?? 'infinity'}::timestamptz + interval '1 day' order by sent_at limit 1) later on true
    left join lateral (${inTime} < ${after ?? '-infinity'}::timestamptz - interval '1 day' order by sent_at desc limit 1) earlier on true`.execute(
    tx,
  )
  const below = Math.min(top, rows[0]?.below ?? top)
  return { below, from: Math.min(below, rows[0]?.from ?? 0) }
}

async function newestMessage(tx: Tx, brands: readonly number[]): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`
    select max(newest.id) as id from unnest(${[...brands]}::bigint[]) as brand (id)
    cross join lateral (
      select id from messages where brand_id = brand.id order by id desc limit 1
    ) newest`.execute(tx)
  return rows[0]?.id ?? 0
}

async function fewOf(tx: Tx, conditions: Conditions): Promise<number[] | undefined> {
  const { rows } = await sql<{ id: number }>`
    select c.id from unnest(${conditions.brands}::bigint[]) as brand (id)
    join conversations c on c.brand_id = brand.id
    where ${sql.join(conditions.ofConversation, sql` and `)}
    limit ${fewConversations + 1}`.execute(tx)
  return rows.length > fewConversations ? undefined : rows.map((row) => row.id)
}
