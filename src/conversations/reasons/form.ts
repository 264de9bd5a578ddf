import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

export type FormField = { fieldId: number; key: string; nameEn: string; nameJa: string; isRequired: boolean }

/** What a contact reason asks for, those above it first: each field once, required if any of them requires it. */
export async function formOf(tx: Tx, brandId: number, reasonId: number): Promise<FormField[]> {
  const { rows } = await sql<FormField>`
    with recursive above as (
      select id, parent_id, 0 as height from contact_reasons where brand_id = ${brandId} and id = ${reasonId}
      union all
      select reason.id, reason.parent_id, above.height + 1 from contact_reasons reason join above on reason.id = above.parent_id
      where reason.brand_id = ${brandId}
    ), asked as (
      select field_id, bool_or(is_required) as is_required, max(height) as height, min(position) as position
      from reason_fields join above on above.id = reason_id where brand_id = ${brandId} group by field_id
    )
    select field.id as "fieldId", key, name_en as "nameEn", name_ja as "nameJa", is_required as "isRequired"
    from asked join custom_fields field on field.id = field_id
    where brand_id = ${brandId} and archived_at is null
    order by height desc, asked.position, field.id`.execute(tx)
  return rows
}
