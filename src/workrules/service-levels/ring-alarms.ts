import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import { type Database, inAllBrands, type Tx } from '#platform/database.ts'
import { recordAll } from '#platform/events.ts'
import { addJob, type Task } from '#platform/jobs.ts'
import { wakeForAlarm } from './wake-for-alarm.ts'

const batch = 500
// So many besides the first lend a hand when many are due at once, if there are workers that have nothing else to do.
const helpers = 3

type Rung = {
  brandId: number
  conversationId: number
  kind: string
  messageId: number
  serviceLevel: string
  minutes: number
  counts: string
  dueAt: Date
  isBreached: boolean
}

/**
 * Tells of every clock whose alarm is due, by events; the lock on a clock's row and the commit that takes its alarm away make it once, whoever
 * dies when. Only what is due is read, from the beginning of an index.
 */
export function ringAlarms(desk: { db: Database }): Task {
  return async (payload) => {
    const isHelper = Object(payload).isHelper === true
    let rounds = 0
    while ((await inAllBrands(desk.db, ringSome)) === batch) {
      if (rounds++ === 0 && !isHelper) await callHelpers(desk.db)
    }
    await inAllBrands(desk.db, setNext)
  }
}

async function ringSome(tx: Tx): Promise<number> {
  const at = now()
  const { rows } = await sql<Rung>`
    with due as (
      select s.brand_id, s.conversation_id, s.kind, s.message_id from service_clocks s
      join conversations c on (c.brand_id, c.id) = (s.brand_id, s.conversation_id)
      where s.alarm_at <= ${at}
      order by s.alarm_at limit ${batch}
      for no key update of s, c skip locked
    )
    update service_clocks s set
      warned_at = coalesce(s.warned_at, ${at}),
      breached_at = case when s.due_at <= ${at} then s.due_at end,
      alarm_at = case when s.due_at > ${at} then s.due_at end
    from due join service_levels level on level.brand_id = due.brand_id
    where (s.brand_id, s.conversation_id, s.kind, s.message_id) = (due.brand_id, due.conversation_id, due.kind, due.message_id)
      and level.id = s.service_level_id
    returning s.brand_id as "brandId", s.conversation_id as "conversationId", s.kind, s.message_id as "messageId",
      level.name as "serviceLevel", level.counts,
      case s.kind when 'first' then level.first_minutes when 'next' then level.next_minutes else level.resolution_minutes end as minutes,
      s.due_at as "dueAt", s.breached_at is not null as "isBreached"`.execute(tx)
  if (rows.length === 0) return 0
  await recordAll(
    tx,
    rows.map(({ brandId, conversationId, isBreached, kind, dueAt, ...rest }) => ({
      type: isBreached ? 'service_level.breached' : 'service_level.warned',
      brandId,
      conversationId,
      actor: { kind: 'system' as const },
      // What was asked then, for the level may be changed since.
      data: { clock: kind, ...rest, dueAt: dueAt.toISOString() },
    })),
  )
  return rows.length
}

async function callHelpers(db: Database): Promise<void> {
  for (let helper = 0; helper < helpers; helper++)
    await addJob(db.open, 'ring-alarms', { isHelper: true }, { key: `ring-alarms:${helper}`, priority: -5 })
}

async function setNext(tx: Tx): Promise<void> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(alarm_at) as at from service_clocks where alarm_at is not null`.execute(tx)
  await wakeForAlarm(tx, rows[0]?.at?.getTime())
}
