import { sql } from 'kysely'
import { type Calendar, minutesOfDay } from '#platform/calendar/calendar.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Hours } from './contract.ts'
import { toCalendar } from './to-calendar.ts'

/** What decides which calendar holds. */
export type Whose = { teamId?: number | null | undefined; channel?: string | null | undefined }

type Row = Hours & {
  id: number
  isDefault: boolean
  teamIds: number[]
  channels: string[]
  brandZone: string
}

/**
 * A brand's calendars, read once for as many questions as there are. The most particular holds: that of the conversation's team, else of
 * its channel, else the brand's. `said` is undefined where nobody has said when people are there; `of` takes such a brand as never closed.
 */
export type Calendars = { said(whose: Whose): Calendar | undefined; of(whose: Whose): Calendar }

export async function calendarsOf(tx: Tx, brandId: number): Promise<Calendars> {
  const { rows } = await sql<Row>`/* kept */
    select c.id, c.zone, c.week, c.holidays, c.worked_dates as "workedDates", c.worked_holidays as "workedHolidays",
      c.closures, c.openings, c.is_default as "isDefault", b.time_zone as "brandZone",
      array(select team_id from calendar_teams where brand_id = c.brand_id and calendar_id = c.id) as "teamIds",
      array(select channel from calendar_channels where brand_id = c.brand_id and calendar_id = c.id) as channels
    from brands b left join calendars c on c.brand_id = b.id
    where b.id = ${brandId}`.execute(tx)
  const year = now().getUTCFullYear()
  const calendars = await Promise.all(
    rows
      .filter((row) => row.id !== null)
      .map(async (row) => ({ row, calendar: await toCalendar(row, year) })),
  )
  const said = ({ teamId, channel }: Whose) =>
    (
      calendars.find(({ row }) => row.teamIds.includes(teamId ?? 0)) ??
      calendars.find(({ row }) => row.channels.includes(channel ?? '')) ??
      calendars.find(({ row }) => row.isDefault)
    )?.calendar
  const always = neverClosed(rows[0]?.brandZone ?? 'UTC')
  return { said, of: (whose) => said(whose) ?? always }
}

/** The calendar that holds for one conversation of a brand. */
export async function calendarOf(
  tx: Tx,
  { brandId, ...whose }: Whose & { brandId: number },
): Promise<Calendar> {
  return (await calendarsOf(tx, brandId)).of(whose)
}

/** The same where it matters whether anybody has said so. */
export async function saidCalendarOf(
  tx: Tx,
  { brandId, ...whose }: Whose & { brandId: number },
): Promise<Calendar | undefined> {
  return (await calendarsOf(tx, brandId)).said(whose)
}

function neverClosed(zone: string): Calendar {
  const day = [{ from: 0, to: minutesOfDay }]
  return { zone, week: [day, day, day, day, day, day, day], closed: new Set(), open: new Map() }
}
