import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { standBeside } from '#conversations/tasks/door.ts'
import { readersOf } from '#knowledge/required-reading/readers.ts'
import { type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { waitingApprovals } from '../approvals/waiting.ts'
import type { getWaiting, Waiting } from './contract.ts'

const most = 100

type Counted = Omit<z.output<(typeof getWaiting)['reply']>, 'approvals'>
type Row = Record<keyof Counted, { count: number; isLate: boolean | null }>

/**
 * What waits for somebody, each kind counted no further than a screen shows and from an index of what is open alone, so that it costs the
 * same however much there has been. Approvals are looked through apart: who may decide is no column.
 */
export async function waitingFor(tx: Tx, caller: Caller): Promise<z.output<(typeof getWaiting)['reply']>> {
  await standBeside(tx, caller.staffId)
  const { rows } = await sql<Row>`/* kept */
    select ${counted(promises(caller), caller.brands)} as promises, ${counted(tasks(caller), tx.inBrands)} as tasks,
      ${counted(escalations(caller), caller.brands)} as escalations,
      ${counted(replyApprovals(caller), caller.brands)} as "replyApprovals",
      ${counted(flows(caller), caller.brands)} as flows, ${counted(readings(caller), caller.brands)} as readings`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Error('Nothing was counted')
  const { promises: promised, tasks: asked, ...rest } = row
  return {
    promises: capped(promised),
    tasks: capped(asked),
    escalations: capped(rest.escalations),
    approvals: capped(await waitingApprovals(tx, caller)),
    replyApprovals: capped(rest.replyApprovals),
    flows: capped(rest.flows),
    readings: capped(rest.readings),
  }
}

const capped = ({ count, isLate }: { count: number; isLate: boolean | null }): Waiting => ({
  count: Math.min(count, most),
  isMore: count > most,
  isLate: isLate ?? false,
})

/** `rows` says for one `brand.id` what there is, and whether it is late. */
const counted = (rows: RawBuilder<unknown>, brands: readonly number[]) => sql`(
  select jsonb_build_object('count', count(*)::int, 'isLate', bool_or(found.late))
  from unnest(${[...brands]}::bigint[]) as brand (id) cross join lateral (${rows} limit ${most + 1}) found)`

const promises = ({ staffId }: Caller) => sql`
  select due_at < ${now()} as late from promises
  where brand_id = brand.id and owner_id = ${staffId} and state = 'open' order by due_at`

const tasks = ({ staffId }: Caller) => sql`
  (select due_at < ${now()} as late from tasks
    where brand_id = brand.id and owner_id = ${staffId} and state = 'open' and expert_address is null)
  union all (select due_at < ${now()} from tasks
    where brand_id = brand.id and owner_id is null and state = 'open'
      and team_id in (select team_id from team_members where staff_id = ${staffId}))
  union all (select false from tasks where brand_id = brand.id and asked_by_id = ${staffId} and state = 'answered')`

const escalations = ({ staffId }: Caller) => sql`
  select e.late_at is not null as late from escalations e
  join escalation_levels level on (level.brand_id, level.id) = (e.brand_id, e.level_id)
  where e.brand_id = brand.id and e.ended_at is null and (e.holder_id = ${staffId} or (e.state = 'waiting' and (
    exists (select from escalation_level_staff one
      where (one.brand_id, one.level_id) = (level.brand_id, level.id) and one.staff_id = ${staffId})
    or exists (select from team_members where team_id = level.team_id and staff_id = ${staffId})
    or (e.deputy_asked_at is not null and level.deputy_id = ${staffId}))))`

const replyApprovals = (caller: Caller) => sql`
  select false as late from reply_approvals
  where ${hasRole(caller, 'supervisor')}::boolean and brand_id = brand.id and state = 'waiting' and author_id <> ${caller.staffId}`

const flows = (caller: Caller) => sql`
  select true as late from flow_runs
  where ${hasRole(caller, 'supervisor')}::boolean and brand_id = brand.id and state = 'stuck'`

const readings = ({ staffId }: Caller) => sql`
  select reader.due_at < ${now()} as late
  from (${readersOf(sql`r.brand_id = brand.id and r.ended_at is null and s.id = ${staffId}`)}) reader
  where not exists (select from reading_confirmations done
    where (done.brand_id, done.reading_id, done.staff_id) = (reader.brand_id, reader.reading_id, reader.staff_id))`
