import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

/** A reason and those it belongs to, itself first. */
export async function reasonsUpFrom(tx: Tx, brandId: number, reasonId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive above as (
      select id, parent_id, 0 as height from contact_reasons where brand_id = ${brandId} and id = ${reasonId}
      union all
      select one.id, one.parent_id, above.height + 1 from contact_reasons one join above on one.id = above.parent_id
      where one.brand_id = ${brandId}
    )
    select id from above order by height`.execute(tx)
  return rows.map(({ id }) => id)
}
