import { sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { articleFor } from './door.ts'

/** What readers said, newest first. */
export async function listVotes(tx: Tx, id: number, query: { limit: number; cursor?: string | undefined }) {
  const article = await articleFor(tx, id, 'read')
  const after = fromCursor(query.cursor, 1)
  const { rows } = await sql<{
    id: number
    locale: 'ja' | 'en'
    versionId: number
    number: number
    isHelpful: boolean
    comment: string
    at: Date
  }>`
    select o.id, v.locale, v.id as "versionId", v.number, o.is_helpful as "isHelpful", o.comment, o.created_at as at
    from article_votes o join article_versions v on v.brand_id = o.brand_id and v.id = o.version_id
    where o.brand_id = ${article.brand_id} and o.article_id = ${id} ${after ? sql`and o.id < ${after[0]}::bigint` : sql``}
    order by o.id desc limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}
