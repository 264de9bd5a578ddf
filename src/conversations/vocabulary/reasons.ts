import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { brandsOf } from '../conditions.ts'
import type { changeReason as changing, contactReason, createReason as creation } from './contract.ts'

type Reason = z.infer<typeof contactReason>

const columns = sql`id, brand_id as "brandId", slug, name_en as "nameEn", name_ja as "nameJa", position,
  archived_at is not null as "isArchived"`

export async function listReasons(tx: Tx, query: { brandId?: number | undefined }): Promise<Reason[]> {
  const { rows } = await sql<Reason>`
    select ${columns} from contact_reasons where brand_id = any (${brandsOf(tx, query)}::bigint[])
    order by archived_at is not null, brand_id, position, id`.execute(tx)
  return rows
}

export async function createReason(
  tx: Tx,
  wish: z.output<(typeof creation)['body']>,
  actor: Actor,
): Promise<Reason> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const { rows } = await sql<Reason>`
    insert into contact_reasons (brand_id, slug, name_en, name_ja, position)
    values (${wish.brandId}, ${wish.slug}, ${wish.nameEn}, ${wish.nameJa}, ${wish.position})
    on conflict (brand_id, slug) do nothing returning ${columns}`.execute(tx)
  const [made] = rows
  if (!made)
    throw invalid('slug', 'reason_slug_taken', (locale) => m.conversations_reason_slug_taken({}, { locale }))
  await note(tx, 'reason.created', made, actor)
  return made
}

/** Changes names or order, archives or brings back. Nothing is deleted, since conversations keep what they were about. */
export async function changeReason(
  tx: Tx,
  id: number,
  wish: z.output<(typeof changing)['body']>,
  actor: Actor,
): Promise<Reason> {
  const archived =
    wish.isArchived === undefined
      ? sql`archived_at`
      : wish.isArchived
        ? sql`coalesce(archived_at, ${now()})`
        : sql`null`
  const { rows } = await sql<Reason>`
    update contact_reasons set name_en = coalesce(${wish.nameEn ?? null}, name_en),
      name_ja = coalesce(${wish.nameJa ?? null}, name_ja), position = coalesce(${wish.position ?? null}, position),
      archived_at = ${archived}
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} returning ${columns}`.execute(tx)
  const [changed] = rows
  if (!changed) throw notFound('contact reason')
  await note(tx, 'reason.changed', changed, actor)
  return changed
}

function note(
  tx: Tx,
  type: string,
  { brandId, id, slug, isArchived }: Reason,
  actor: Actor,
): Promise<unknown> {
  return record(tx, { type, brandId, actor, data: { reasonId: id, slug, isArchived } })
}
