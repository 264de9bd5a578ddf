import { sql } from 'kysely'
import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { afterId, pageById } from '../page.ts'
import { offerWhatWaits } from './change.ts'

type Team = { id: number; name: string; memberIds: number[] }
type TeamWish = { name?: string | undefined; memberIds?: number[] | undefined }

export async function listTeams(tx: Tx, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const { rows } = await sql<Team>`
    ${team} where teams.id > ${afterId(cursor)} order by teams.id limit ${limit + 1}`.execute(tx)
  return pageById(rows, limit)
}

/** Makes a team and answers it. */
export async function createTeam(tx: Tx, caller: Caller, wish: TeamWish & { name: string }): Promise<Team> {
  await refuseTakenName(tx, wish.name)
  const { id } = await tx
    .insertInto('teams')
    .values({ name: wish.name })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (wish.memberIds) await setMembers(tx, id, wish.memberIds)
  await audit(tx, { type: 'team.created', actorId: caller.staffId, data: { teamId: id, name: wish.name } })
  return teamOf(tx, id)
}

/** Changes name or members of a team and answers it. */
export async function changeTeam(tx: Tx, caller: Caller, id: number, wish: TeamWish): Promise<Team> {
  const before = await teamOf(tx, id)
  if (wish.name !== undefined && wish.name !== before.name) {
    await refuseTakenName(tx, wish.name)
    await tx.updateTable('teams').set({ name: wish.name }).where('id', '=', id).execute()
  }
  if (wish.memberIds) {
    await setMembers(tx, id, wish.memberIds)
    await offerWhatWaits(tx)
  }
  await audit(tx, { type: 'team.changed', actorId: caller.staffId, data: { teamId: id, ...wish } })
  return teamOf(tx, id)
}

/** Deletes a team; its conversations are then of no team (the foreign key says so). */
export async function deleteTeam(tx: Tx, caller: Caller, id: number): Promise<void> {
  const { name } = await teamOf(tx, id)
  await tx.deleteFrom('teams').where('id', '=', id).execute()
  await audit(tx, { type: 'team.deleted', actorId: caller.staffId, data: { teamId: id, name } })
  // Rules that name it: src/workrules/rules/stop-what-is-gone.ts.
  await addJob(tx, 'stop-broken-rules', {}, { key: 'stop-broken-rules' })
}

const team = sql`
  select teams.id, teams.name, (
    select coalesce(jsonb_agg(staff_id order by staff_id), '[]') from team_members where team_id = teams.id
  ) as "memberIds"
  from teams`

async function teamOf(tx: Tx, id: number): Promise<Team> {
  const { rows } = await sql<Team>`${team} where teams.id = ${id}`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('team')
  return found
}

async function refuseTakenName(tx: Tx, name: string): Promise<void> {
  const taken = await tx.selectFrom('teams').select('id').where('name', '=', name).executeTakeFirst()
  if (taken) throw invalid('name', 'name_taken', (locale) => m.people_team_name_taken({}, { locale }))
}

async function setMembers(tx: Tx, teamId: number, memberIds: readonly number[]): Promise<void> {
  const known = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', [0, ...memberIds])
    .execute()
  const unknown = memberIds.find((id) => !known.some((one) => one.id === id))
  if (unknown !== undefined) {
    throw invalid('memberIds', 'staff_unknown', (locale) =>
      m.people_staff_unknown({ id: unknown }, { locale }),
    )
  }
  await tx.deleteFrom('team_members').where('team_id', '=', teamId).execute()
  if (memberIds.length === 0) return
  await tx
    .insertInto('team_members')
    .values([...new Set(memberIds)].map((staff_id) => ({ team_id: teamId, staff_id })))
    .execute()
}
