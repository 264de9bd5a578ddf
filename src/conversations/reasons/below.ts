import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

/** A reason and all that belong to it, each with its brand; none if it is of no brand named here. */
export async function reasonsFrom(
  tx: Tx,
  brands: readonly number[],
  reasonId: number,
): Promise<{ id: number; brandId: number }[]> {
  const { rows } = await sql<{ id: number; brandId: number }>`
    with recursive below as (
      select brand_id, id from contact_reasons where brand_id = any (${[...brands]}::bigint[]) and id = ${reasonId}
      union all
      select one.brand_id, one.id from contact_reasons one
      join below on (below.brand_id, below.id) = (one.brand_id, one.parent_id)
    )
    select id, brand_id as "brandId" from below`.execute(tx)
  return rows
}
