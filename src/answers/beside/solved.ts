import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { fold, toPhrase, toSearchQuery } from '#platform/search-text.ts'
import type { Beside } from './contract.ts'
import type { Telling } from './telling.ts'

type Solved = Omit<Beside['solved'][number], 'answeredAt'> & { answeredAt: Date }
type Asking = { brandId: number; conversationId: number; reasonId: number | null }

// Of a message with two of the strongest words it is worth asking whether it resembles.
const strongestWords = 6
const mostCandidates = 60
// How far back is looked: the newest one or two slices of this width, see migration 0025.
const sliceBits = 18
const longestExcerpt = 220
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
  const tsquery = queryOf(strong)
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

/** Any two of the words; of English words also what begins with their stem. */
function queryOf(words: readonly Telling[]): string | undefined {
  const each = words.flatMap(({ word, piece }) => {
    const phrase = toPhrase(
      piece.length >= 4 && word.startsWith(piece) && piece !== word ? `${piece}*` : word,
    )
    return phrase ? [`(${toSearchQuery(phrase)})`] : []
  })
  if (each.length < 2) return each[0]
  return each.flatMap((one, at) => each.slice(at + 1).map((other) => `(${one} & ${other})`)).join(' | ')
}

/** The newest that match among the last some hundred thousand messages; how the wall asks the index is told in src/search/candidates.ts. */
async function messagesHolding(tx: Tx, brandId: number, tsquery: string): Promise<number[]> {
  await sql`
    select set_config('app.search', '(' || slices || ') & (' || ${tsquery}::text || ')', true)
    from (
      select string_agg('''§' || ${brandId}::bigint || 'c' || slice || '''', ' | ') as slices
      from (select id from messages where brand_id = ${brandId} order by id desc limit 1) newest,
        generate_series(greatest(0, (newest.id >> ${sliceBits}::int) - 1), newest.id >> ${sliceBits}::int) slice
    ) covering`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    with hits as materialized (select message_id from message_search where brand_id = ${brandId})
    select message_id as id from hits order by message_id desc limit ${mostCandidates}`.execute(tx)
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
