import { sql } from 'kysely'
import { m } from '#texts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { brandsOf } from '../conditions.ts'
import type { CheckedWord } from './contract.ts'
import { foldedWord } from './fold.ts'

type Wish = Omit<CheckedWord, 'id' | 'brandId'>
type Change = { [Key in keyof Wish]?: Wish[Key] | undefined }

const columns = sql`id, brand_id as "brandId", kind, word, why, instead`

/** Words a brand does not say, or not without a second thought. */
export async function listCheckedWords(
  tx: Tx,
  query: { brandId?: number | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: CheckedWord[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 3)
  const seek = after ? sql`and (kind, folded, id) > (${after[0]}, ${after[1]}, ${after[2]}::bigint)` : sql``
  const { rows } = await sql<CheckedWord & { folded: string }>`
    select ${columns}, folded from checked_words
    where brand_id = any (${brandsOf(tx, query)}::bigint[]) ${seek}
    order by kind, folded, id limit ${query.limit + 1}`.execute(tx)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ folded: _, ...word }) => word),
    nextCursor: last ? toCursor([last.kind, last.folded, last.id]) : null,
  }
}

/** Every word of one brand, as it is looked for. */
export async function wordsToFind(tx: Tx, brandId: number): Promise<(CheckedWord & { folded: string })[]> {
  const { rows } = await sql<CheckedWord & { folded: string }>`/* kept */
    select ${columns}, folded from checked_words where brand_id = ${brandId} order by kind, folded`.execute(
    tx,
  )
  return rows
}

export async function addCheckedWord(
  tx: Tx,
  { brandId, ...wish }: Wish & { brandId: number },
  actor: Actor,
): Promise<CheckedWord> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { rows } = await sql<CheckedWord>`
    insert into checked_words (brand_id, kind, word, folded, why, instead)
    values (${brandId}, ${wish.kind}, ${wish.word}, ${foldedOf(wish.word)}, ${wish.why}, ${wish.instead})
    on conflict (brand_id, folded) do nothing
    returning ${columns}`.execute(tx)
  const [made] = rows
  if (!made) throw taken()
  await note(tx, 'checked_word.added', made, actor)
  return made
}

export async function changeCheckedWord(
  tx: Tx,
  id: number,
  wish: Change,
  actor: Actor,
): Promise<CheckedWord> {
  const known = await wordFor(tx, id)
  const given = Object.fromEntries(Object.entries(wish).filter(([, one]) => one !== undefined))
  const next: CheckedWord = { ...known, ...given }
  const folded = foldedOf(next.word)
  const { rows } = await sql<CheckedWord>`
    update checked_words set kind = ${next.kind}, word = ${next.word}, folded = ${folded}, why = ${next.why},
      instead = ${next.instead}
    where brand_id = ${known.brandId} and id = ${id} and not exists (
      select from checked_words other
      where other.brand_id = ${known.brandId} and other.folded = ${folded} and other.id <> ${id})
    returning ${columns}`.execute(tx)
  const [changed] = rows
  if (!changed) throw taken()
  await note(tx, 'checked_word.changed', changed, actor)
  return changed
}

export async function deleteCheckedWord(tx: Tx, id: number, actor: Actor): Promise<void> {
  const word = await wordFor(tx, id)
  await tx.deleteFrom('checked_words').where('brand_id', '=', word.brandId).where('id', '=', id).execute()
  await note(tx, 'checked_word.deleted', word, actor)
}

const note = (tx: Tx, type: string, { id, brandId, word, kind }: CheckedWord, actor: Actor) =>
  record(tx, { type, brandId, actor, data: { wordId: id, word, kind } })

async function wordFor(tx: Tx, id: number): Promise<CheckedWord> {
  const { rows } = await sql<CheckedWord>`
    select ${columns} from checked_words
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} for update`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('word')
  return found
}

/** Signs that are not seen are no word. */
function foldedOf(word: string): string {
  const folded = foldedWord(word)
  if (folded !== '') return folded
  throw invalid('word', 'word_empty', (locale) => m.checks_word_empty({}, { locale }))
}

const taken = () => invalid('word', 'word_taken', (locale) => m.checks_word_taken({}, { locale }))
