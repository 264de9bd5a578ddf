import type { Calendar, Interval } from '#platform/calendar/calendar.ts'
import { minutesOfDay } from '#platform/calendar/calendar.ts'
import { days, type Hours, type Interval as Written } from './contract.ts'
import { type Holiday, holidaysOf } from './holidays.ts'

// Deadlines reach some weeks ahead, and what is reckoned anew some years back.
const yearsBack = 2
const yearsAhead = 3

/** A calendar as it is kept, as one that can be reckoned with: its holidays of the years around have become closed days. */
export async function toCalendar(hours: Hours, year: number): Promise<Calendar> {
  const closed = new Set(hours.closures.flatMap(({ from, to }) => datesBetween(from, to)))
  for (const holiday of await holidaysAround(hours, year - yearsBack, year + yearsAhead))
    if (isClosedOn(hours, holiday)) closed.add(holiday.date)
  return {
    zone: hours.zone,
    week: days.map((day) => (hours.week[day] ?? []).map(toInterval)),
    closed,
    open: new Map(hours.openings.map((one) => [one.date, one.intervals.map(toInterval)])),
  }
}

export function isClosedOn(
  { workedDates, workedHolidays }: Pick<Hours, 'workedDates' | 'workedHolidays'>,
  { date, id }: Holiday,
): boolean {
  return !workedDates.includes(date) && !workedHolidays.includes(id)
}

export async function holidaysAround({ holidays }: Hours, from: number, to: number): Promise<Holiday[]> {
  if (holidays === null) return []
  const years = Array.from({ length: to - from + 1 }, (_, at) => holidaysOf(holidays, from + at))
  return (await Promise.all(years)).flat()
}

export function datesBetween(from: string, to: string): string[] {
  const first = Temporal.PlainDate.from(from)
  const { days: length } = first.until(to)
  return Array.from({ length: length + 1 }, (_, at) => first.add({ days: at }).toString())
}

export function toInterval([from, to]: Written): Interval {
  const [begins, ends] = [minutesAt(from), minutesAt(to)]
  return { from: begins, to: ends < begins ? ends + minutesOfDay : ends }
}

const minutesAt = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
