import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import type { Role } from '#platform/endpoint.ts'
import { addJob } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { endSessions } from '../sign-in/sessions.ts'
import { setBrands, setTeams } from './memberships.ts'

/** Changes what an admin decides about a staff member. Work in brands that are left is handed over. */
export async function changeStaffMember(
  tx: Tx,
  caller: Caller,
  staffId: number,
  change: {
    name?: string | undefined
    role?: Role | undefined
    brandIds?: number[] | undefined
    teamIds?: number[] | undefined
  },
): Promise<void> {
  const found = await lockedMember(tx, staffId)
  const { name, role, brandIds, teamIds } = change
  const by = { actorId: caller.staffId, subjectId: staffId }
  if (name !== undefined) await tx.updateTable('staff').set({ name }).where('id', '=', staffId).execute()
  if (role !== undefined && role !== found.role) {
    if (found.role === 'admin') await refuseLastAdmin(tx, staffId)
    await tx.updateTable('staff').set({ role }).where('id', '=', staffId).execute()
    await audit(tx, { type: 'staff.role_changed', ...by, data: { from: found.role, to: role } })
  }
  if (brandIds !== undefined) {
    const left = await setBrands(tx, staffId, brandIds)
    await audit(tx, { type: 'staff.brands_changed', ...by, data: { to: brandIds, left } })
  }
  if (teamIds !== undefined) await setTeams(tx, staffId, teamIds)
  if (brandIds !== undefined || teamIds !== undefined) await offerWhatWaits(tx)
  if (role !== undefined || brandIds !== undefined) await handOver(tx, caller, staffId)
}

/** Ends all access at once. What the person was to do becomes unassigned. */
export async function deactivate(tx: Tx, caller: Caller, staffId: number): Promise<void> {
  const found = await lockedMember(tx, staffId)
  if (found.deactivated_at) return
  if (found.role === 'admin') await refuseLastAdmin(tx, staffId)
  await tx.updateTable('staff').set({ deactivated_at: now() }).where('id', '=', staffId).execute()
  await endSessions(tx, staffId)
  await tx
    .updateTable('api_keys')
    .set({ revoked_at: now() })
    .where('staff_id', '=', staffId)
    .where('revoked_at', 'is', null)
    .execute()
  await tx
    .updateTable('staff_links')
    .set({ used_at: now() })
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .execute()
  await audit(tx, { type: 'staff.deactivated', actorId: caller.staffId, subjectId: staffId })
  await handOver(tx, caller, staffId)
}

/** Gives access back; keys that were ended stay ended. */
export async function reactivate(tx: Tx, caller: Caller, staffId: number): Promise<void> {
  const found = await lockedMember(tx, staffId)
  if (!found.deactivated_at) return
  await tx.updateTable('staff').set({ deactivated_at: null }).where('id', '=', staffId).execute()
  await audit(tx, { type: 'staff.reactivated', actorId: caller.staffId, subjectId: staffId })
  await offerWhatWaits(tx)
}

async function lockedMember(tx: Tx, staffId: number) {
  // Before any row: two admins who remove each other at the same moment wait for each other here.
  await lockByName(tx, 'who is admin')
  const found = await tx
    .selectFrom('staff')
    .select(['role', 'deactivated_at'])
    .where('id', '=', staffId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound('staff')
  return found
}

/** Somebody must be left who can sign in and do everything. */
async function refuseLastAdmin(tx: Tx, staffId: number): Promise<void> {
  const other = await tx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'admin')
    .where('deactivated_at', 'is', null)
    .where('password_hash', 'is not', null)
    .where('id', '<>', staffId)
    .executeTakeFirst()
  if (!other) throw new Refusal(409, 'last_admin', (locale) => m.people_last_admin({}, { locale }))
}

/** Conversations belong to a floor above, so theirs is a job: src/conversations/hand-over.ts. */
async function handOver(tx: Tx, caller: Caller, staffId: number): Promise<void> {
  await addJob(tx, 'hand-over', { staffId, actorId: caller.staffId })
}

/** There may be somebody now for what waits to be given: src/workrules/assignment/offer-waiting.ts. */
export async function offerWhatWaits(tx: Tx): Promise<void> {
  await addJob(tx, 'offer-waiting', {}, { key: 'offer-waiting' })
}
