import { sql } from 'kysely'
import { m } from '#texts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'

type Group = { id: number; brandId: number; words: string[] }
const columns = sql`id, brand_id as "brandId", words`

export async function listSynonyms(
  tx: Tx,
  query: { brandId?: number | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Group[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 1)
  const brands =
    query.brandId === undefined ? tx.inBrands : tx.inBrands.filter((one) => one === query.brandId)
  const { rows } = await sql<Group>`
    select ${columns} from synonyms
    where brand_id = any (${[...brands]}::bigint[]) ${after ? sql`and id > ${after[0]}::bigint` : sql``}
    order by id limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

export async function createSynonyms(
  tx: Tx,
  wish: { brandId: number; words: string[] },
  staffId: number,
): Promise<Group> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const { rows } = await sql<Group>`
    insert into synonyms (brand_id, words) values (${wish.brandId}, ${different(wish.words)}) returning ${columns}`.execute(
    tx,
  )
  return told(tx, rows[0], 'created', staffId)
}

export async function changeSynonyms(tx: Tx, id: number, words: string[], staffId: number): Promise<Group> {
  const { rows } = await sql<Group>`
    update synonyms set words = ${different(words)}
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} returning ${columns}`.execute(tx)
  return told(tx, rows[0], 'changed', staffId)
}

export async function deleteSynonyms(tx: Tx, id: number, staffId: number): Promise<void> {
  const { rows } = await sql<Group>`
    delete from synonyms where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} returning ${columns}`.execute(
    tx,
  )
  await told(tx, rows[0], 'deleted', staffId)
}

/** Width and case make no difference to the search, so words that differ in nothing else are one. */
function different(words: string[]): string[] {
  const kept = new Map(words.toReversed().map((word) => [word.normalize('NFKC').toLowerCase(), word]))
  if (kept.size >= 2) return [...kept.values()].toReversed()
  throw invalid('words', 'words_are_same', (locale) => m.knowledge_words_are_same({}, { locale }))
}

async function told(tx: Tx, group: Group | undefined, happened: string, staffId: number): Promise<Group> {
  if (!group) throw notFound('synonyms')
  await record(tx, {
    type: `synonyms.${happened}`,
    brandId: group.brandId,
    actor: { kind: 'staff', id: staffId },
    data: { synonymsId: group.id, words: group.words },
  })
  return group
}
