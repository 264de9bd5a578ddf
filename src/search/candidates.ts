import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { toSearchQuery } from '#platform/search-text.ts'
import type { Conditions } from './conditions.ts'
import type { SearchItem } from './contract.ts'
import type { Question } from './question.ts'
import { windowsBelow } from './windows.ts'

/** A message that holds every piece of what is wanted; whether it truly is a hit is decided by its text. */
export type Candidate = {
  messageId: number
  conversationId: number
  brandId: number
  subject: string
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

const batch = 60
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
  const few = conditions.isNarrow ? await fewOf(tx, conditions) : undefined
  const pieces = piecesWanted(question)
  if (few) {
    yield* pages(
      tx,
      conditions,
      pieces,
      { below: top, from: 0 },
      sql`m.conversation_id = any (${few}::bigint[])`,
    )
    return
  }
  for (const window of windowsBelow(top)) {
    const slices = brands.flatMap(window.slices).join(' | ')
    yield* pages(tx, conditions, [`(${slices})`, ...monthsOf(question, brands), ...pieces], window)
  }
}

async function* pages(
  tx: Tx,
  conditions: Conditions,
  tsquery: string[],
  range: { below: number; from: number },
  inFew?: RawBuilder<unknown>,
): AsyncGenerator<Candidate[]> {
  for (let { below } = range; ; ) {
    const found = await page(tx, conditions, tsquery.join(' & '), { ...range, below }, inFew)
    if (found.length > 0) yield found
    const last = found.at(-1)
    if (!last || found.length < batch) return
    below = last.messageId
  }
}

/**
 * The question is set as `app.search`, which the wall of `message_search` itself applies; only so may it use the index. Hits are gathered
 * before they are sorted, or the planner would rather walk all messages backwards in the hope of meeting some soon.
 */
async function page(
  tx: Tx,
  conditions: Conditions,
  tsquery: string,
  range: { below: number; from: number },
  inFew?: RawBuilder<unknown>,
): Promise<Candidate[]> {
  await sql`select set_config('app.search', ${tsquery}, true)`.execute(tx)
  const all = [...conditions.ofMessage, ...conditions.ofConversation, sql`true`]
  const hits = inFew
    ? sql`select s.brand_id, s.message_id from messages m
        join message_search s on (s.brand_id, s.message_id) = (m.brand_id, m.id)
        where m.brand_id = any (${conditions.brands}::bigint[]) and ${inFew}`
    : sql`select s.brand_id, s.message_id from message_search s where s.brand_id = any (${conditions.brands}::bigint[])`
  const { rows } = await sql<Candidate>`
    with hits as materialized (${hits}), newest as materialized (
      select * from hits where message_id < ${range.below} and message_id >= ${range.from} order by message_id desc
      ${all.length === 1 ? sql`limit ${batch}` : sql``}
    )
    select m.id as "messageId", m.conversation_id as "conversationId", m.brand_id as "brandId",
      coalesce(m.subject, c.subject) as subject, m.text, m.author_name as author, m.from_address as "from",
      m.to_addresses as "to", m.cc_addresses as cc, m.direction, m.created_at as at,
      c.id, c.status, c.channel, c.order_number as "orderNumber",
      customer.id as "customerId", customer.name as "customerName",
      assignee.id as "assigneeId", assignee.name as "assigneeName"
    from newest
    join messages m on (m.brand_id, m.id) = (newest.brand_id, newest.message_id)
    join conversations c on (c.brand_id, c.id) = (m.brand_id, m.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    left join staff assignee on assignee.id = c.assignee_id
    where ${sql.join(all, sql` and `)}
    order by m.id desc limit ${batch}`.execute(tx)
  return rows
}

function piecesWanted(question: Question): string[] {
  const wanted = [...question.wanted, ...question.filters.from, ...question.filters.to]
  // What is not wanted is left to the text: pieces of it may stand there without it.
  return wanted.map((phrase) => `(${toSearchQuery(phrase)})`)
}

/** The months a search is limited to, as lexemes; none when it is not, or over so many that they would not help. */
function monthsOf(question: Question, brands: readonly number[]): string[] {
  const { after, before } = question.filters
  if (!after && !before) return []
  const from = after ?? new Date(Date.UTC(2000, 0))
  const until = before ?? new Date(Date.now() + 86_400_000)
  const months: string[] = []
  const month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth()))
  for (; month < until && months.length < 500; month.setUTCMonth(month.getUTCMonth() + 1))
    months.push(month.toISOString().slice(0, 7).replace('-', ''))
  const lexemes = brands.flatMap((brand) => months.map((one) => `'§${brand}m${one}'`))
  return lexemes.length > 0 ? [`(${lexemes.join(' | ')})`] : [`'§'`]
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
    select c.id from conversations c
    where c.brand_id = any (${conditions.brands}::bigint[]) and ${sql.join(conditions.ofConversation, sql` and `)}
    limit ${fewConversations + 1}`.execute(tx)
  return rows.length > fewConversations ? undefined : rows.map((row) => row.id)
}
