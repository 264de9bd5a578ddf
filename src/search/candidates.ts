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
  const pieces = [...timesOf(question.filters, brands), ...piecesWanted(question)]
  const few = conditions.isNarrow ? await fewOf(tx, conditions) : undefined
  if (few) {
    yield* within(tx, conditions, pieces, { below: top, from: 0 }, few)
    return
  }
  const everything = brands.map((brand) => `'§${brand}'`).join(' | ')
  const start = Math.min(top, await startOf(tx, question.filters, brands, top))
  // What lies above was sent too late but for old mail that came in afterwards, so its days lead to little.
  if (start < top) yield* within(tx, conditions, [`(${everything})`, ...pieces], { below: top, from: start })
  const windows = windowsBelow(start)
  for (let next = windows.next(); !next.done; ) {
    const window = next.value
    const slices = brands.flatMap(window.slices).join(' | ')
    const hits = yield* within(tx, conditions, [`(${slices})`, ...pieces], window)
    next = windows.next(hits)
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
      conditions.brands,
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
  brands: number[],
  tsquery: string,
  range: { below: number; from: number },
  limit: number,
  conversations?: number[],
): Promise<Held[]> {
  await sql`select set_config('app.search', ${tsquery}, true)`.execute(tx)
  const hits = conversations
    ? sql`select s.brand_id, s.message_id from messages m
        join message_search s on (s.brand_id, s.message_id) = (m.brand_id, m.id)
        where m.brand_id = any (${brands}::bigint[]) and m.conversation_id = any (${conversations}::bigint[])`
    : sql`select s.brand_id, s.message_id from message_search s where s.brand_id = any (${brands}::bigint[])`
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
 * The days and months a search is limited to, as lexemes. Days are those of UTC, and one more on each side, since the exact moment is
 * asked of the message itself.
 */
function timesOf({ after, before }: Filters, brands: readonly number[]): string[] {
  if (!after && !before) return []
  const from = new Date((after ?? new Date(Date.UTC(1990, 0))).getTime() - 86_400_000)
  const until = new Date((before ?? new Date()).getTime() + 86_400_000)
  const times: string[] = []
  for (const day = new Date(from); day <= until && times.length < 2_000; ) {
    const written = day.toISOString().slice(0, 10).replaceAll('-', '')
    const next = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1))
    const isWholeMonth = day.getUTCDate() === 1 && next <= until
    times.push(isWholeMonth ? `m${written.slice(0, 6)}` : `y${written}`)
    if (isWholeMonth) day.setTime(next.getTime())
    else day.setUTCDate(day.getUTCDate() + 1)
  }
  const lexemes = brands.flatMap((brand) => times.map((one) => `'§${brand}${one}'`))
  return lexemes.length > 0 ? [`(${lexemes.join(' | ')})`] : [`'§'`]
}

/** Below which id nearly everything sent before the wished moment lies. */
async function startOf(tx: Tx, { before }: Filters, brands: readonly number[], top: number): Promise<number> {
  if (!before) return top
  await sql`select set_config('app.search', '', true)`.execute(tx)
  const { rows } = await sql<{ id: number | null }>`
    select max(last.message_id) as id from unnest(${[...brands]}::bigint[]) as brand (id)
    cross join lateral (
      select message_id from message_search where brand_id = brand.id and sent_at < ${before} order by sent_at desc limit 1
    ) last`.execute(tx)
  return (rows[0]?.id ?? 0) + 1
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
