import { sql } from 'kysely'
import { type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { afterId, pageById } from '../page.ts'
import type { Colleague, StaffMember } from './contract.ts'

/** Staff as the caller may see them: all for an admin, otherwise those who share a brand with the caller, and the admins. */
export async function listStaff(
  tx: Tx,
  caller: Caller,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const { rows } = await sql<StaffMember>`
    ${member} where staff.id > ${afterId(cursor)} and ${isVisibleTo(caller)}
    order by staff.id limit ${limit + 1}`.execute(tx)
  return pageById(rows, limit)
}

/** One staff member as the caller may see them. */
export async function staffMember(tx: Tx, caller: Caller, id: number): Promise<StaffMember> {
  const { rows } =
    await sql<StaffMember>`${member} where staff.id = ${id} and ${isVisibleTo(caller)}`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('staff')
  return found
}

/** Active staff of the caller's brands, with no more than it takes to name them. */
export async function listColleagues(
  tx: Tx,
  caller: Caller,
  wish: { brandId?: number | undefined; limit: number; cursor?: string | undefined },
) {
  const brands =
    wish.brandId === undefined ? caller.brands : caller.brands.filter((id) => id === wish.brandId)
  const { rows } = await sql<Colleague>`
    select staff.id, staff.name, staff.role,
      ${brandIds} as "brandIds", ${teamIds} as "teamIds"
    from staff
    where staff.id > ${afterId(wish.cursor)} and deactivated_at is null
      and (role = 'admin' or exists (
        select from staff_brands where staff_id = staff.id and brand_id = any(${brands}::bigint[])))
    order by staff.id limit ${wish.limit + 1}`.execute(tx)
  return pageById(rows, wish.limit)
}

// A number[] would come as text from an array of bigint, so it is made of JSON.
const brandIds = sql`(
  select coalesce(jsonb_agg(brand_id order by brand_id), '[]') from staff_brands where staff_id = staff.id
)`
const teamIds = sql`(
  select coalesce(jsonb_agg(team_id order by team_id), '[]') from team_members where staff_id = staff.id
)`

const member = sql`
  select staff.id, staff.name, staff.email, staff.role, staff.locale,
    case when deactivated_at is not null then 'deactivated' when password_hash is null then 'invited' else 'active' end as state,
    totp_confirmed_at is not null as "hasTotp", created_at as "createdAt", last_seen_at as "lastSeenAt",
    ${brandIds} as "brandIds", ${teamIds} as "teamIds"
  from staff`

function isVisibleTo(caller: Caller) {
  if (hasRole(caller, 'admin')) return sql`true`
  return sql`(staff.role = 'admin' or staff.id = ${caller.staffId} or exists (
    select from staff_brands where staff_id = staff.id and brand_id = any(${caller.brands}::bigint[])))`
}
