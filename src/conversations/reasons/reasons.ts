import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { brandsOf } from '../conditions.ts'
import type { ContactReason } from './contract.ts'

const columns = sql`id, brand_id as "brandId", slug, name_en as "nameEn", name_ja as "nameJa", parent_id as "parentId", position,
  default_priority as "defaultPriority", is_offered as "isOffered", archived_at is not null as "isArchived",
  coalesce((select jsonb_agg(jsonb_build_object('fieldId', field_id, 'isRequired', is_required) order by position, field_id)
    from reason_fields where brand_id = contact_reasons.brand_id and reason_id = contact_reasons.id), '[]') as fields`

/** A brand's reasons as a tree read from the top: each stands after the one it belongs to, in its order among its like. */
export async function listReasons(tx: Tx, query: { brandId?: number | undefined }): Promise<ContactReason[]> {
  const { rows } = await sql<ContactReason>`
    select ${columns} from contact_reasons where brand_id = any (${brandsOf(tx, query)}::bigint[])
    order by archived_at is not null, brand_id, position, id`.execute(tx)
  const shown = new Set(rows.map((reason) => reason.id))
  const below = Map.groupBy(rows, ({ parentId }) =>
    parentId !== null && shown.has(parentId) ? parentId : null,
  )
  const read = (parent: number | null): ContactReason[] =>
    (below.get(parent) ?? []).flatMap((reason) => [reason, ...read(reason.id)])
  const tree = read(null)
  return [...tree.filter((reason) => !reason.isArchived), ...tree.filter((reason) => reason.isArchived)]
}

/** One of them. */
export async function reasonFor(tx: Tx, id: number): Promise<ContactReason> {
  const { rows } = await sql<ContactReason>`select ${columns} from contact_reasons
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id}`.execute(tx)
  const [reason] = rows
  if (!reason) throw notFound('contact reason')
  return reason
}
