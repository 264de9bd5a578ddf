import { sql } from 'kysely'
import type { z } from 'zod'
import { type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { bulkProgress } from './contract.ts'

/** How many of those that were not changed are named. */
export const mostNamed = 200

/** How far a bulk change is, over all its brands; only for who began it and for supervisors. */
export async function progressOf(
  tx: Tx,
  caller: Caller,
  id: number,
): Promise<Sendable<z.input<typeof bulkProgress>>> {
  const { rows } = await sql<Sendable<z.input<typeof bulkProgress>>>`
    select ${id}::bigint as id, sum(total)::int as total, sum(done)::int as done, sum(refused)::int as refused,
      bool_and(finished_at is not null) as "isFinished", min(created_at) as "createdAt",
      case when bool_and(finished_at is not null) then array(
        select conversation_id from bulk_change_targets left_over
        where (left_over.brand_id, bulk_change_id) in (
          select brand_id, id from bulk_changes where brand_id = any (${[...tx.inBrands]}::bigint[]) and group_id = ${id})
        order by conversation_id limit ${mostNamed}
      ) else '{}' end as "refusedIds"
    from bulk_changes
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and group_id = ${id}
      and (staff_id = ${caller.staffId} or ${hasRole(caller, 'supervisor')})
    having count(*) > 0`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('bulk change')
  return row
}
