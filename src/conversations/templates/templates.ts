import { type RawBuilder, sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { brandsOf } from '../conditions.ts'
import type { Template } from './contract.ts'

export type TemplateRow = Omit<Template, 'staleSince' | 'lastUsedAt'> & {
  staleSince: Date | null
  lastUsedAt: Date | null
}

export const columns = sql`id, brand_id as "brandId", name, folder, shortcut, keywords, text_en as "textEn", text_ja as "textJa",
  actions, stale_twin as "staleTwin", stale_since as "staleSince", used, last_used_at as "lastUsedAt"`

/** Templates, the most used first; `q` stands anywhere in name, shortcut, keywords or text. */
export async function listTemplates(
  tx: Tx,
  query: {
    brandId?: number | undefined
    q?: string | undefined
    folder?: string | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<{ items: TemplateRow[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 2)
  const seek = after ? sql`and (-used, id) > (${after[0]}::int, ${after[1]}::bigint)` : sql``
  const has = query.q
    ? sql`and strpos(lower(concat_ws(' ', name, shortcut, keywords, text_en, text_ja)), lower(${query.q})) > 0`
    : sql``
  const within =
    query.folder === undefined
      ? sql``
      : sql`and (folder = ${query.folder} or starts_with(folder, ${`${query.folder} / `}))`
  const { rows } = await sql<TemplateRow>`
    select ${columns} from templates
    where brand_id = any (${brandsOf(tx, query)}::bigint[]) ${has} ${within} ${seek}
    order by -used, id limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([-last.used, last.id]) : null }
}

/** The door to one template, which is locked. */
export const templateFor = (tx: Tx, id: number) => open(tx, id, sql`for update`)

/** The door to one for who only reads it. */
export const templateHere = (tx: Tx, id: number) => open(tx, id, sql``)

/** What stands outside the caller's brands is not there. */
async function open(tx: Tx, id: number, lock: RawBuilder<unknown>): Promise<TemplateRow> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from templates
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} ${lock}`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('template')
  return found
}
