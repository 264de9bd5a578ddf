import { sql } from 'kysely'
import { windowsBelow } from '#search/windows.ts'
import type { Tx } from '#platform/database.ts'
import { fold, toPhrase, toSearchQuery } from '#platform/search-text.ts'
import type { Beside } from './contract.ts'
import type { Telling } from './telling.ts'

type Solved = Omit<Beside['solved'][number], 'answeredAt'> & { answeredAt: Date }
type Asking = { brandId: number; conversationId: number; reasonId: number | null }

// Of a message with two of the strongest words it is worth asking whether it resembles, by some words more.
const sought = 4
const strongestWords = 6
const mostCandidates = 60
// With so many nobody looks further back.
const enough = 20
// How far back is looked: the newest one or two slices of this width, some 50,000 messages; see migration 0025. PostgreSQL weighs the words
// for each message of a slice: a slice eight times as wide took seconds.
const sliceBits = 15
const longestExcerpt = 220
const isLatin = /^[a-z]{3,}$/
// Less than this of what the question's words tell, and the two are about different things.
const leastAlike = 0.3

/**
 * Earlier conversations of the brand that ask much the same, were closed and answered by a person. They are found by the
 * strongest words of the question, the newest first, and by the walls the reader stands in.
 */
export async function solvedLike(
  tx: Tx,
  asking: Asking,
  words: readonly Telling[],
  most: number,
): Promise<Solved[]> {
  const strong = words.slice(0, strongestWords)
  const tsquery = queryOf(words.slice(0, sought))
  if (tsquery === undefined) return []
  const ids = await messagesHolding(tx, asking.brandId, tsquery)
  if (ids.length === 0) return []
  const total = strong.reduce((sum, { rarity }) => sum + rarity, 0)
  return (await closedOnes(tx, asking, ids))
    .map((one) => {
      const text = fold(`${one.subject}\n${one.question}`)
      const held = strong.filter(({ word, piece }) => text.includes(word) || text.includes(piece))
      const alike = held.reduce((sum, { rarity }) => sum + rarity, 0) / total
      return {
        ...one,
        words: held.slice(0, 4).map(({ word }) => word),
        alike: alike * (one.isOfSameReason ? 1.2 : 1),
      }
    })
    .filter((one) => one.alike >= leastAlike)
    .toSorted(
      (one, other) => other.alike - one.alike || other.answeredAt.getTime() - one.answeredAt.getTime(),
    )
    .slice(0, most)
    .map(({ alike: _, ...one }) => ({ ...one, question: excerpt(one.question), answer: excerpt(one.answer) }))
}

/** Any two of the words, each in its usual forms. */
function queryOf(words: readonly Telling[]): string | undefined {
  const each = words.flatMap((one) => {
    const forms = formsOf(one).flatMap((form) => {
      const phrase = toPhrase(form)
      return phrase ? [`(${toSearchQuery(phrase)})`] : []
    })
    return forms.length > 0 ? [`(${forms.join(' | ')})`] : []
  })
  if (each.length < 2) return each[0]
  return each
    .flatMap((one, at) => (at + 1 < each.length ? [`${one} & (${each.slice(at + 1).join(' | ')})`] : []))
    .join(' | ')
}

const endings = ['', 's', 'ed', 'ing']

/** Of an English word what its stem may end in: to ask for whatever begins with it would read every such word's whole list. */
const formsOf = ({ word, piece }: Telling): string[] =>
  isLatin.test(piece) && word.startsWith(piece)
    ? [...new Set([word, ...endings.map((ending) => piece + ending)])]
    : [word]

/**
 * The newest that match among the last some hundred thousand messages: common words are found among the first thousands, and only for
 * rare ones is looked further. How the wall asks the index is told in src/search/candidates.ts.
 */
async function messagesHolding(tx: Tx, brandId: number, tsquery: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`/* kept */
    select id from messages where brand_id = ${brandId} order by id desc limit 1`.execute(tx)
  const newest = rows[0]?.id ?? 0
  const windows = windowsBelow(newest + 1, ((newest >> sliceBits) - 1) << sliceBits)
  const found: number[] = []
  for (let next = windows.next(); !next.done && found.length < enough; ) {
    const slices = next.value.slices(brandId).join(' | ')
    const ids = await newestOf(tx, brandId, `(${slices}) & (${tsquery})`, next.value)
    found.push(...ids)
    // A few are as much here as some hundreds are to a search: where the newest thousands hold some, a stretch eight times as long holds far too many.
    next = windows.next(ids.length * 100)
  }
  return found.slice(0, mostCandidates)
}

async function newestOf(
  tx: Tx,
  brandId: number,
  tsquery: string,
  { below, from }: { below: number; from: number },
): Promise<number[]> {
  await sql`select set_config('app.search', ${tsquery}::text, true)`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    with hits as materialized (select message_id from message_search where brand_id = ${brandId})
    select message_id as id from hits where message_id < ${below} and message_id >= ${from}
    order by message_id desc limit ${mostCandidates}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Of the conversations those messages stand in, the closed ones with the last reply of a person. */
async function closedOnes(
  tx: Tx,
  { brandId, conversationId, reasonId }: Asking,
  ids: number[],
): Promise<Solved[]> {
  const { rows } = await sql<Solved>`
    select c.id as "conversationId", c.subject, asked.text as question, answered.text as answer, '{}'::text[] as words,
      coalesce(c.reason_id = ${reasonId}::bigint, false) as "isOfSameReason", answered.name as "answeredBy",
      answered.created_at as "answeredAt"
    from (
      select distinct on (m.conversation_id) m.conversation_id, left(m.text, 2000) as text
      from messages m
      where m.brand_id = ${brandId} and m.id = any (${ids}::bigint[]) and m.direction = 'in' and m.kind = 'message'
      order by m.conversation_id, m.id
    ) asked
    cross join lateral (select * from conversations where brand_id = ${brandId} and id = asked.conversation_id offset 0) c
    cross join lateral (
      select left(m.text, 2000) as text, s.name, m.created_at from messages m join staff s on s.id = m.staff_id
      where m.brand_id = c.brand_id and m.conversation_id = c.id and m.direction = 'out' and not m.is_automatic
        and m.delivery_state is distinct from 'cancelled'
      order by m.id desc limit 1
    ) answered
    where c.status in ('resolved', 'closed') and c.merged_into_id is null and c.id <> ${conversationId}`.execute(
    tx,
  )
  return rows
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt).toWellFormed().trimEnd()}…` : line
}
