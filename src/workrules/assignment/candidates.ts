import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Candidate } from './choose.ts'

/** Who answers for a brand, or of those who is in a team, with what they have to do now. */
export async function candidatesOf(tx: Tx, brandId: number, teamId: number | null): Promise<Candidate[]> {
  const ofTeam =
    teamId === null
      ? sql``
      : sql`and exists (select from team_members where team_id = ${teamId} and staff_id = staff.id)`
  const { rows } = await sql<Omit<Candidate, 'givenAt'> & { givenAt: Date | null }>`
    select staff.id as "staffId", staff.away_since is not null as "isAway", coalesce(own.capacity, 20) as capacity,
      coalesce(own.languages, '{}') as languages, coalesce(own.skills, '{}') as skills, own.given_at as "givenAt",
      (select count(*)::int from conversations c where c.brand_id = ${brandId} and c.assignee_id = staff.id
        and c.status in ('new', 'open') and c.snoozed_until is null and c.merged_into_id is null) as load
    from staff left join brand_staff own on own.brand_id = ${brandId} and own.staff_id = staff.id
    where staff.deactivated_at is null and staff.role <> 'read_only'
      and (staff.role = 'admin' or exists (select from staff_brands where brand_id = ${brandId} and staff_id = staff.id))
      ${ofTeam}
    order by staff.id`.execute(tx)
  return rows.map((row) => ({ ...row, givenAt: row.givenAt?.getTime() ?? 0 }))
}
