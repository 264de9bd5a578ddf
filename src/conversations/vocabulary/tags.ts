import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { brandsOf, normaliseTag } from '../conditions.ts'
import type { tagInfo } from './contract.ts'

type Tag = z.infer<typeof tagInfo>

/** Tags by name; `q` finds those that begin so. */
export async function listTags(
  tx: Tx,
  query: {
    brandId?: number | undefined
    q?: string | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<{ items: Tag[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 2)
  const seek = after ? sql`and (name, id) > (${after[0]}::text, ${after[1]}::bigint)` : sql``
  const start = query.q ? sql`and starts_with(name, ${normaliseTag(query.q)})` : sql``
  const { rows } = await sql<Tag>`
    select id, brand_id as "brandId", name from tags
    where brand_id = any (${brandsOf(tx, query)}::bigint[]) ${start} ${seek}
    order by name, id limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.name, last.id]) : null }
}

/** Gives a tag another name. When that name is taken the two become one. */
export async function renameTag(tx: Tx, id: number, name: string, actor: Actor): Promise<Tag> {
  const tag = await tagFor(tx, id)
  const wanted = normaliseTag(name)
  if (wanted === '') throw invalid('name', 'tag_empty', (locale) => m.conversations_tag_empty({}, { locale }))
  const event = {
    type: 'tag.renamed',
    brandId: tag.brandId,
    actor,
    data: { tagId: id, from: tag.name, to: wanted },
  }
  await record(tx, event)
  const other = await tx
    .selectFrom('tags')
    .select('id')
    .where('brand_id', '=', tag.brandId)
    .where('name', '=', wanted)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (!other) {
    await tx
      .updateTable('tags')
      .set({ name: wanted })
      .where('brand_id', '=', tag.brandId)
      .where('id', '=', id)
      .execute()
    return { ...tag, name: wanted }
  }
  await sql`
    insert into conversation_tags (brand_id, conversation_id, tag_id)
    select brand_id, conversation_id, ${other.id} from conversation_tags
    where brand_id = ${tag.brandId} and tag_id = ${id}
    on conflict do nothing`.execute(tx)
  await remove(tx, tag)
  return { id: other.id, brandId: tag.brandId, name: wanted }
}

export async function deleteTag(tx: Tx, id: number, actor: Actor): Promise<void> {
  const tag = await tagFor(tx, id)
  await record(tx, { type: 'tag.deleted', brandId: tag.brandId, actor, data: { tagId: id, name: tag.name } })
  await remove(tx, tag)
}

async function remove(tx: Tx, { brandId, id }: Tag): Promise<void> {
  await tx.deleteFrom('conversation_tags').where('brand_id', '=', brandId).where('tag_id', '=', id).execute()
  await tx.deleteFrom('tags').where('brand_id', '=', brandId).where('id', '=', id).execute()
}

async function tagFor(tx: Tx, id: number): Promise<Tag> {
  const tag = await tx
    .selectFrom('tags')
    .select(['id', 'brand_id as brandId', 'name'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!tag) throw notFound('tag')
  return tag
}
