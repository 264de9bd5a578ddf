import { sql } from 'kysely'
import { calendarsOf } from '#people/calendars/calendar-of.ts'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { now } from '#platform/clock.ts'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { type Clock, clocksOf, dueAt } from './clock.ts'
import type { ServiceLevel } from './contract.ts'
import { type History, historiesOf } from './histories.ts'
import { fittingLevel, listServiceLevels, policyOf, warnsBefore } from './policies.ts'
import { type Stored, storedClocks } from './stored.ts'
import { wakeForAlarm } from './wake-for-alarm.ts'

type Level = ServiceLevel & { createdAt: number }
export type Row = Stored & { brandId: number; conversationId: number }

/**
 * Reckons the clocks of some conversations anew from all that has happened to them, by the service levels and calendars that hold now. A
 * clock that has ended stays as it was judged then, unless it runs again.
 */
export async function reckon(tx: Tx, brandId: number, ids: readonly number[]): Promise<void> {
  const histories = await historiesOf(tx, brandId, ids)
  if (histories.length === 0) return
  const levels = await levelsOf(tx, brandId)
  const calendars = await calendarsOf(tx, brandId)
  const stored = await storedClocks(
    tx,
    brandId,
    histories.map((one) => one.id),
  )
  const rows = histories.flatMap((history) => {
    const level = history.isMerged ? undefined : fittingLevel(levels, history)
    const calendar = calendars.of(history)
    const before = stored.filter((one) => one.conversationId === history.id)
    return level ? clockRows(brandId, history, level, calendar, before) : []
  })
  await write(tx, brandId, histories, rows)
  await wakeForAlarm(tx, firstOf(rows.map((one) => one.alarmAt)))
  for (const { id, answeredLater } of histories) {
    if (!answeredLater) continue
    const payload = { brandId, conversationIds: [id] }
    await addJob(tx, 'reckon-clocks', payload, { runAt: answeredLater, key: `reckon:${id}` })
  }
}

async function levelsOf(tx: Tx, brandId: number): Promise<Level[]> {
  const levels = await listServiceLevels(tx, { brandId })
  const made = await tx
    .selectFrom('service_levels')
    .select(['id', 'created_at'])
    .where('brand_id', '=', brandId)
    .execute()
  return levels.map((level) => ({
    ...level,
    createdAt: made.find((one) => one.id === level.id)?.created_at.getTime() ?? 0,
  }))
}

function clockRows(
  brandId: number,
  history: History,
  level: Level,
  calendar: Calendar,
  stored: readonly Stored[],
): Row[] {
  const policy = policyOf(level)
  return clocksOf(policy, calendar, history.happenings).all.flatMap((clock): Row[] => {
    const before = stored.find((one) => one.kind === clock.kind && one.messageId === clock.messageId)
    // What ended before anybody had set such a level is not judged by it afterwards.
    if (clock.endedAt !== null && (before ? before.endedAt !== null : clock.endedAt < level.createdAt))
      return []
    return [{ brandId, conversationId: history.id, ...rowOf(clock, level, calendar, before) }]
  })
}

function rowOf(clock: Clock, level: Level, calendar: Calendar, before: Stored | undefined): Stored {
  const policy = policyOf(level)
  const due = dueAt(policy, calendar, clock)
  const warnMs = warnsBefore(level, clock.kind)
  const warnAt =
    warnMs === undefined ? undefined : dueAt(policy, calendar, { ...clock, leftMs: clock.leftMs - warnMs })
  const until = clock.endedAt ?? now().getTime()
  // A deadline that has moved into the future is told of once more; one that stands is not, though the clock has gone back.
  const hasMoved = due !== before?.dueAt
  const isAhead = due !== undefined && due > until && clock.endedAt === null
  const breachedAt = isAhead && hasMoved ? null : (before?.breachedAt ?? null)
  const isToCome = warnAt !== undefined && warnAt > until && (hasMoved || (before?.warnedAt ?? 0) <= until)
  const warnedAt = isToCome ? null : (before?.warnedAt ?? null)
  return {
    kind: clock.kind,
    messageId: clock.messageId,
    serviceLevelId: level.id,
    startedAt: clock.startedAt,
    dueAt: due ?? null,
    pausedAt: clock.pausedAt,
    pausedFor: clock.pausedFor,
    leftMs: Math.round(clock.leftMs),
    stoodMs: Math.round(clock.stoodMs),
    endedAt: clock.endedAt,
    isDropped: clock.isDropped,
    warnedAt,
    breachedAt,
    alarmAt: alarmOf(clock, { due, warnAt, warnedAt, breachedAt }),
  }
}

type Moments = {
  due: number | undefined
  warnAt: number | undefined
  warnedAt: number | null
  breachedAt: number | null
}

/** The next moment at which something has to be told of a clock. */
function alarmOf(clock: Clock, { due, warnAt, warnedAt, breachedAt }: Moments): number | null {
  if (due === undefined || breachedAt !== null) return null
  // Answered too late before anybody was told: that is still a breach. One that came to nothing is none.
  if (clock.endedAt !== null) return due <= clock.endedAt ? due : null
  return warnedAt === null && warnAt !== undefined && warnAt < due ? warnAt : due
}

const firstOf = (moments: readonly (number | null)[]): number | undefined => {
  const all = moments.filter((one) => one !== null)
  return all.length > 0 ? Math.min(...all) : undefined
}

/** Writes what has come out, in one statement each: the clocks, those that are no more, and what lists read. */
async function write(
  tx: Tx,
  brandId: number,
  histories: readonly History[],
  rows: readonly Row[],
): Promise<void> {
  const ids = histories.map((one) => one.id)
  await sql`
    delete from service_clocks s where s.brand_id = ${brandId} and s.conversation_id = any (${ids}::bigint[]) and s.ended_at is null
      and not exists (select from json_to_recordset(${asJson(rows)}::json) as one ("conversationId" bigint, kind text, "messageId" bigint)
        where one."conversationId" = s.conversation_id and one.kind = s.kind and one."messageId" = s.message_id)`.execute(
    tx,
  )
  if (rows.length > 0) {
    const time = (column: string) => sql`to_timestamp(${sql.ref(`one.${column}`)} / 1000.0)`
    await sql`
      insert into service_clocks (brand_id, conversation_id, kind, message_id, service_level_id, started_at, due_at, paused_at,
        paused_for, left_ms, stood_ms, ended_at, is_dropped, warned_at, breached_at, alarm_at)
      select one."brandId", one."conversationId", one.kind, one."messageId", one."serviceLevelId", ${time('startedAt')},
        ${time('dueAt')}, ${time('pausedAt')}, one."pausedFor", one."leftMs", one."stoodMs", ${time('endedAt')}, one."isDropped",
        ${time('warnedAt')}, ${time('breachedAt')}, ${time('alarmAt')}
      from json_to_recordset(${asJson(rows)}::json) as one ("brandId" bigint, "conversationId" bigint, kind text, "messageId" bigint,
        "serviceLevelId" bigint, "startedAt" bigint, "dueAt" bigint, "pausedAt" bigint, "pausedFor" text, "leftMs" bigint,
        "stoodMs" bigint, "endedAt" bigint, "isDropped" boolean, "warnedAt" bigint, "breachedAt" bigint, "alarmAt" bigint)
      on conflict (brand_id, conversation_id, kind, message_id) do update set service_level_id = excluded.service_level_id,
        started_at = excluded.started_at, due_at = excluded.due_at, paused_at = excluded.paused_at,
        paused_for = excluded.paused_for, left_ms = excluded.left_ms, stood_ms = excluded.stood_ms, ended_at = excluded.ended_at,
        is_dropped = excluded.is_dropped, warned_at = excluded.warned_at, breached_at = excluded.breached_at,
        alarm_at = excluded.alarm_at`.execute(tx)
  }
  const due = histories.map(({ id }) => {
    const running = rows.filter((one) => one.conversationId === id && one.endedAt === null)
    return { id, at: firstOf(running.map((one) => one.dueAt)) ?? null }
  })
  await sql`
    update conversations c set next_due_at = to_timestamp(one.at / 1000.0)
    from json_to_recordset(${asJson(due)}::json) as one (id bigint, at bigint)
    where c.brand_id = ${brandId} and c.id = one.id and c.next_due_at is distinct from to_timestamp(one.at / 1000.0)`.execute(
    tx,
  )
}
