import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { CalendarShown } from './contract.ts'

const columns = sql`c.id, c.brand_id as "brandId", c.name, c.zone, c.week, c.holidays, c.worked_dates as "workedDates",
  c.worked_holidays as "workedHolidays", c.closures, c.openings, c.is_default as "isDefault",
  array(select team_id from calendar_teams where brand_id = c.brand_id and calendar_id = c.id order by team_id) as "teamIds",
  array(select channel from calendar_channels where brand_id = c.brand_id and calendar_id = c.id order by channel) as channels`

export async function listCalendars(
  tx: Tx,
  query: { brandId?: number | undefined },
): Promise<CalendarShown[]> {
  const brandIds = tx.inBrands.filter((one) => query.brandId === undefined || one === query.brandId)
  const { rows } = await sql<CalendarShown>`
    select ${columns} from calendars c where brand_id = any (${brandIds}::bigint[])
    order by brand_id, not is_default, name`.execute(tx)
  return rows
}

/** The door to one calendar. */
export async function calendarFor(tx: Tx, id: number): Promise<CalendarShown> {
  const { rows } = await sql<CalendarShown>`
    select ${columns} from calendars c where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id}`.execute(
    tx,
  )
  const [found] = rows
  if (!found) throw notFound('calendar')
  return found
}
