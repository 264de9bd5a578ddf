import { sql } from 'kysely'
import { calendarsOf } from '#people/calendars/calendar-of.ts'
import { toCalendar } from '#people/calendars/to-calendar.ts'
import { answersFor } from '#people/staff/works-for.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'

export type Level = {
  id: number
  position: number
  nameJa: string
  nameEn: string
  teamId: number | null
  calendarId: number | null
  acceptMinutes: number
  answerMinutes: number
  deputyId: number | null
}
export type Someone = { id: number; name: string; isAway: boolean }

/** The levels of a brand that are in use, the lowest first. */
export async function levelsOf(tx: Tx, brandId: number): Promise<Level[]> {
  const { rows } = await sql<Level>`
    select id, position, name_ja as "nameJa", name_en as "nameEn", team_id as "teamId", calendar_id as "calendarId",
      accept_minutes as "acceptMinutes", answer_minutes as "answerMinutes", deputy_id as "deputyId"
    from escalation_levels where brand_id = ${brandId} and removed_at is null
    order by position, id`.execute(tx)
  return rows
}

/** Who is asked at a level: its people and its team's, as far as they still work there and may write to customers. */
export async function peopleOf(tx: Tx, brandId: number, levelId: number): Promise<Someone[]> {
  const { rows } = await sql<Someone>`
    select staff.id, staff.name, staff.away_since is not null as "isAway"
    from staff join escalation_levels level on level.brand_id = ${brandId} and level.id = ${levelId}
    where ${answersFor(brandId)}
      and (exists (select from escalation_level_staff one
          where one.brand_id = level.brand_id and one.level_id = level.id and one.staff_id = staff.id)
        or exists (select from team_members where team_id = level.team_id and staff_id = staff.id))
    order by staff.name, staff.id`.execute(tx)
  return rows
}

/** Somebody by name, if they still work there. */
export async function someoneOf(tx: Tx, brandId: number, id: number | null): Promise<Someone | undefined> {
  if (id === null) return undefined
  const { rows } = await sql<Someone>`
    select staff.id, staff.name, staff.away_since is not null as "isAway" from staff
    where staff.id = ${id} and ${answersFor(brandId)}`.execute(tx)
  return rows[0]
}

/** The levels of which somebody is one of the people. */
export async function levelsWith(tx: Tx, brandId: number, staffId: number): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select level.id from escalation_levels level
    where level.brand_id = ${brandId} and level.removed_at is null
      and (exists (select from escalation_level_staff one
          where one.brand_id = level.brand_id and one.level_id = level.id and one.staff_id = ${staffId})
        or exists (select from team_members where team_id = level.team_id and staff_id = ${staffId}))`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}

/** So many open minutes from a moment by the hours of a level; undefined for hours that never come. */
export async function dueAt(
  tx: Tx,
  brandId: number,
  level: Pick<Level, 'calendarId' | 'teamId'>,
  minutes: number,
  from = now(),
): Promise<Date | undefined> {
  const calendar = await calendarOfLevel(tx, brandId, level)
  const due = dueAfter(calendar, from.getTime(), minutes)
  return due === undefined ? undefined : new Date(due)
}

async function calendarOfLevel(
  tx: Tx,
  brandId: number,
  { calendarId, teamId }: Pick<Level, 'calendarId' | 'teamId'>,
) {
  if (calendarId === null) return (await calendarsOf(tx, brandId)).of({ teamId })
  const row = await tx
    .selectFrom('calendars')
    .select(['zone', 'week', 'holidays', 'worked_dates', 'worked_holidays', 'closures', 'openings'])
    .where('brand_id', '=', brandId)
    .where('id', '=', calendarId)
    .executeTakeFirstOrThrow()
  // Written by calendars/change-calendar.ts, which has checked it.
  const hours = {
    zone: row.zone,
    week: row.week,
    holidays: row.holidays,
    workedDates: row.worked_dates,
    workedHolidays: row.worked_holidays,
    closures: row.closures,
    openings: row.openings,
  } as unknown as Parameters<typeof toCalendar>[0]
  return toCalendar(hours, now().getUTCFullYear())
}
