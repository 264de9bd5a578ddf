import { sql } from 'kysely'
import type { z } from 'zod'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { articleFor } from './door.ts'
import type { version, versionItem } from './texts-contract.ts'

type Item = Sendable<z.infer<typeof versionItem>>

const columns = sql`v.id, v.locale, v.number, v.title, v.published_at as "publishedAt", v.ended_at as "endedAt",
  (select json_build_object('id', s.id, 'name', s.name) from staff s where s.id = v.published_by) as "publishedBy"`

/** What was ever published of one language, newest first. */
export async function listVersions(
  tx: Tx,
  place: { id: number; locale: Locale },
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const article = await articleFor(tx, place.id, 'read')
  const after = fromCursor(query.cursor, 1)
  const { rows } = await sql<Item>`
    select ${columns} from article_versions v
    where v.brand_id = ${article.brand_id} and v.article_id = ${article.id} and v.locale = ${place.locale}
      ${after ? sql`and v.number < ${after[0]}::int` : sql``}
    order by v.number desc limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.number]) : null }
}

export async function versionPage(tx: Tx, id: number): Promise<Sendable<z.infer<typeof version>>> {
  const { rows } = await sql<Sendable<z.infer<typeof version>>>`
    select ${columns}, v.html, v.keywords from article_versions v
    where v.brand_id = any (${[...tx.inBrands]}::bigint[]) and v.id = ${id}`.execute(tx)
  if (!rows[0]) throw notFound('version')
  return rows[0]
}
