import { type Calendar, intervalsOn, minutesOfDay } from '#platform/calendar/calendar.ts'
import { openingAt } from '#platform/calendar/opening.ts'
import { now } from '#platform/clock.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Hours, Preview } from './contract.ts'
import type { Holiday } from './holidays.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import { holidaysAround, isClosedOn, toCalendar } from './to-calendar.ts'

const shownDays = 14
const shownHolidays = 366

/** What a calendar means from this moment on. */
export async function previewOf(hours: Hours): Promise<Sendable<Preview>> {
  await refuseUnfit(hours)
  const at = now()
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(hours.zone)
    .toPlainDate()
  const calendar = await toCalendar(hours, today.year)
  const holidays = (await holidaysAround(hours, today.year, today.year + 1)).filter(
    ({ date }) => date >= today.toString() && date < today.add({ days: shownHolidays }).toString(),
  )
  return {
    ...openingAt(calendar, at),
    days: Array.from({ length: shownDays }, (_, ahead) =>
      dayOf(hours, calendar, holidays, today.add({ days: ahead })),
    ),
    holidays: holidays.map((one) => ({ ...one, isClosed: isClosedOn(hours, one) })),
  }
}

function dayOf(hours: Hours, calendar: Calendar, holidays: Holiday[], day: Temporal.PlainDate) {
  const date = day.toString()
  const intervals = intervalsOn(calendar, day)
  const closure = hours.closures.find((one) => one.from <= date && date <= one.to)
  const holiday = holidays.find((one) => one.date === date && isClosedOn(hours, one))
  const isUsual = intervals.length > 0 || (calendar.week[day.dayOfWeek - 1] ?? []).length === 0
  return {
    date,
    intervals: intervals.map(({ from, to }): [string, string] => [clock(from), clock(to)]),
    because: isUsual
      ? null
      : closure
        ? { en: closure.nameEn || closure.nameJa, ja: closure.nameJa || closure.nameEn }
        : holiday
          ? { en: holiday.nameEn, ja: holiday.nameJa }
          : null,
  }
}

function clock(minutes: number): string {
  const ofDay = minutes > minutesOfDay ? minutes - minutesOfDay : minutes
  return [Math.floor(ofDay / 60), ofDay % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
