import { sql } from 'kysely'
import { answersFor } from '#people/staff/works-for.ts'
import type { Tx } from '#platform/database.ts'
import type { Candidate } from './choose.ts'

/** Who answers for a brand, with what they have to do now and the teams they are in. */
export async function candidatesOf(tx: Tx, brandId: number): Promise<(Candidate & { teamIds: number[] })[]> {
  const { rows } = await sql<Omit<Candidate, 'givenAt'> & { teamIds: number[]; givenAt: Date | null }>`
    select staff.id as "staffId", staff.away_since is not null as "isAway", coalesce(own.capacity, 20) as capacity,
      coalesce(own.languages, '{}') as languages, coalesce(own.skills, '{}') as skills, own.given_at as "givenAt",
      array(select team_id from team_members where staff_id = staff.id) as "teamIds",
      (select count(*)::int from conversations c where c.brand_id = ${brandId} and c.assignee_id = staff.id
        and c.status in ('new', 'open') and c.snoozed_until is null and c.merged_into_id is null) as load
    from staff left join brand_staff own on own.brand_id = ${brandId} and own.staff_id = staff.id
    where ${answersFor(brandId)}
    order by staff.id`.execute(tx)
  return rows.map((row) => ({ ...row, givenAt: row.givenAt?.getTime() ?? 0 }))
}

export const isOfTeam = (teamId: number | null) => (one: { teamIds: readonly number[] }) =>
  teamId === null || one.teamIds.includes(teamId)
