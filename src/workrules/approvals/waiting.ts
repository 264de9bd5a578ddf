import { sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { standing, workplaceOf, type Workplace } from './approvers.ts'
import { readLevels } from './stored.ts'

type Row = {
  brandId: number
  level: number
  levels: unknown
  askedById: number | null
  isLate: boolean
  said: { level: number; staffId: number }[]
}

// As in the list: more never waits at once.
const mostWaiting = 500

/** How many approvals somebody is asked for and has not said anything to, and whether one of them is late. */
export async function waitingApprovals(
  tx: Tx,
  { staffId, brands }: Pick<Caller, 'staffId' | 'brands'>,
): Promise<{ count: number; isLate: boolean }> {
  const { rows } = await sql<Row>`/* kept */
    select a.brand_id as "brandId", a.level, a.levels, a.asked_by_id as "askedById", a.overdue_at is not null as "isLate",
      (select coalesce(jsonb_agg(jsonb_build_object('level', v.level, 'staffId', v.staff_id)), '[]')
        from approval_votes v where (v.brand_id, v.approval_id) = (a.brand_id, a.id)) as said
    from approvals a where a.brand_id = any (${[...brands]}::bigint[]) and a.state = 'waiting' limit ${mostWaiting}`.execute(
    tx,
  )
  const workplaces = new Map<number, Workplace>()
  for (const brandId of new Set(rows.map((row) => row.brandId)))
    workplaces.set(brandId, await workplaceOf(tx, brandId))
  const mine = rows.filter((row) => {
    const workplace = workplaces.get(row.brandId)
    if (!workplace) return false
    const { level, asked } = standing(workplace, readLevels(row.levels), row.level, row.askedById)
    const hasSaid = (id: number) => row.said.some((one) => one.level === level && one.staffId === id)
    return asked.some((one) => one.staffId === staffId && !hasSaid(one.askedId))
  })
  return { count: mine.length, isLate: mine.some((row) => row.isLate) }
}
