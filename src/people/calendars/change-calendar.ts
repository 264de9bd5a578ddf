import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { calendarFor } from './calendars.ts'
import type { CalendarShown, CalendarWish } from './contract.ts'
import { refuseUnfit } from './refuse-unfit.ts'

export async function createCalendar(
  tx: Tx,
  wish: CalendarWish & { brandId: number },
  actor: Actor,
): Promise<CalendarShown> {
  const { brandId } = wish
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  await refuseUnfit(wish)
  await refuseTakenName(tx, brandId, wish.name)
  if (wish.isDefault) await yieldDefault(tx, brandId, 0)
  const { id } = await tx
    .insertInto('calendars')
    .values({ brand_id: brandId, ...columnsOf(wish) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await place(tx, { brandId, id }, wish)
  await record(tx, { type: 'calendar.created', brandId, actor, data: { calendarId: id, name: wish.name } })
  return calendarFor(tx, id)
}

/** Writes a calendar anew, all of it: half a week saved beside another's half would be a week nobody has seen. */
export async function changeCalendar(
  tx: Tx,
  id: number,
  wish: CalendarWish,
  actor: Actor,
): Promise<CalendarShown> {
  const { brandId, name } = await calendarFor(tx, id)
  await refuseUnfit(wish)
  if (wish.name !== name) await refuseTakenName(tx, brandId, wish.name)
  if (wish.isDefault) await yieldDefault(tx, brandId, id)
  await tx
    .updateTable('calendars')
    .set(columnsOf(wish))
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
  await place(tx, { brandId, id }, wish)
  await record(tx, { type: 'calendar.changed', brandId, actor, data: { calendarId: id, name: wish.name } })
  return calendarFor(tx, id)
}

export async function deleteCalendar(tx: Tx, id: number, actor: Actor): Promise<void> {
  const { brandId, name } = await calendarFor(tx, id)
  await tx.deleteFrom('calendars').where('brand_id', '=', brandId).where('id', '=', id).execute()
  await record(tx, { type: 'calendar.deleted', brandId, actor, data: { calendarId: id, name } })
}

function columnsOf(wish: CalendarWish) {
  return {
    name: wish.name,
    zone: wish.zone,
    week: JSON.stringify(wish.week),
    holidays: wish.holidays,
    worked_dates: wish.workedDates,
    worked_holidays: wish.workedHolidays,
    closures: JSON.stringify(wish.closures),
    openings: JSON.stringify(wish.openings),
    is_default: wish.isDefault,
  }
}

async function refuseTakenName(tx: Tx, brandId: number, name: string): Promise<void> {
  const taken = await tx
    .selectFrom('calendars')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (taken) throw invalid('name', 'name_taken', (locale) => m.calendars_name_taken({}, { locale }))
}

/** One calendar is the brand's own; the one that was gives way. */
async function yieldDefault(tx: Tx, brandId: number, to: number): Promise<void> {
  await tx
    .updateTable('calendars')
    .set({ is_default: false })
    .where('brand_id', '=', brandId)
    .where('is_default', '=', true)
    .where('id', '<>', to)
    .execute()
}

async function place(
  tx: Tx,
  { brandId, id }: { brandId: number; id: number },
  { teamIds, channels }: CalendarWish,
): Promise<void> {
  const known = await tx
    .selectFrom('teams')
    .select('id')
    .where('id', 'in', [0, ...teamIds])
    .execute()
  const unknown = teamIds.find((teamId) => !known.some((one) => one.id === teamId))
  if (unknown !== undefined)
    throw invalid('teamIds', 'team_unknown', (locale) => m.people_team_unknown({ id: unknown }, { locale }))
  await sql`delete from calendar_teams where brand_id = ${brandId} and calendar_id = ${id}`.execute(tx)
  await sql`
    insert into calendar_teams (brand_id, team_id, calendar_id)
    select distinct ${brandId}::bigint, team, ${id}::bigint from unnest(${teamIds}::bigint[]) team
    on conflict (brand_id, team_id) do update set calendar_id = excluded.calendar_id`.execute(tx)
  await sql`delete from calendar_channels where brand_id = ${brandId} and calendar_id = ${id}`.execute(tx)
  await sql`
    insert into calendar_channels (brand_id, channel, calendar_id)
    select distinct ${brandId}::bigint, channel, ${id}::bigint from unnest(${channels}::text[]) channel
    on conflict (brand_id, channel) do update set calendar_id = excluded.calendar_id`.execute(tx)
}
