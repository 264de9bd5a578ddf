import { m } from '#texts'
import type { Interval as Minutes } from '#platform/calendar/calendar.ts'
import { minutesOfDay } from '#platform/calendar/calendar.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid } from '#platform/refusal.ts'
import { type Day, days, type Hours, type Interval } from './contract.ts'
import { countriesWithHolidays } from './holidays.ts'
import { toInterval } from './to-calendar.ts'

const longestClosure = 366

/** Says what of a calendar cannot be, with the field that holds it. */
export async function refuseUnfit(hours: Hours): Promise<void> {
  for (const day of days) refuseIntervals(`week.${day}`, hours.week[day], (locale) => nameOf(day, locale))
  refuseOverlapOverMidnight(hours)
  for (const [at, { from, to }] of hours.closures.entries()) {
    refuseDate(`closures.${at}.from`, from)
    refuseDate(`closures.${at}.to`, to)
    if (from > to || Temporal.PlainDate.from(from).until(to).days >= longestClosure)
      throw invalid(`closures.${at}.to`, 'closure_wrong', (locale) =>
        m.calendars_closure_wrong({}, { locale }),
      )
  }
  for (const [at, { date, intervals }] of hours.openings.entries()) {
    refuseDate(`openings.${at}.date`, date)
    refuseIntervals(`openings.${at}.intervals`, intervals, () => date)
    if (hours.openings.findIndex((one) => one.date === date) !== at)
      throw invalid(`openings.${at}.date`, 'date_twice', (locale) =>
        m.calendars_date_twice({ date }, { locale }),
      )
  }
  for (const [at, date] of hours.workedDates.entries()) refuseDate(`workedDates.${at}`, date)
  await refuseUnknownPlace(hours.holidays)
  if (
    days.every((day) => hours.week[day].length === 0) &&
    hours.openings.every((one) => one.intervals.length === 0)
  )
    throw invalid('week', 'never_open', (locale) => m.calendars_never_open({}, { locale }))
}

function refuseIntervals(
  field: string,
  intervals: readonly Interval[],
  day: (locale: Locale) => string,
): void {
  const parts = intervals.map((one, at) => ({ ...toInterval(one), written: one, at }))
  for (const { from, to, at, written } of parts) {
    if (from === to || from >= minutesOfDay)
      throw invalid(`${field}.${at}`, 'interval_empty', (locale) =>
        m.calendars_interval_empty({ day: day(locale), from: written[0], to: written[1] }, { locale }),
      )
  }
  const sorted = parts.sort((a, b) => a.from - b.from)
  const twice = sorted.find((one, at) => at > 0 && one.from < (sorted[at - 1]?.to ?? 0))
  if (twice)
    throw invalid(`${field}.${twice.at}`, 'interval_overlaps', (locale) =>
      m.calendars_interval_overlaps(
        { day: day(locale), from: twice.written[0], to: twice.written[1] },
        { locale },
      ),
    )
}

/** A night shift must be over before the next day begins its own. */
function refuseOverlapOverMidnight({ week }: Hours): void {
  const parts = days.map((day) => week[day].map(toInterval))
  for (const [at, day] of days.entries()) {
    const goesOnUntil = Math.max(0, ...(parts[at] ?? []).map((one: Minutes) => one.to - minutesOfDay))
    const next = days[(at + 1) % 7] ?? 'mon'
    if ((parts[(at + 1) % 7] ?? []).some((one: Minutes) => one.from < goesOnUntil))
      throw invalid(`week.${next}`, 'night_overlaps', (locale) =>
        m.calendars_night_overlaps({ day: nameOf(day, locale), next: nameOf(next, locale) }, { locale }),
      )
  }
}

function refuseDate(field: string, date: string): void {
  try {
    Temporal.PlainDate.from(date)
  } catch {
    throw invalid(field, 'no_such_date', (locale) => m.calendars_no_such_date({ date }, { locale }))
  }
}

async function refuseUnknownPlace(place: string | null): Promise<void> {
  if (place === null || place === 'JP') return
  const all = await countriesWithHolidays()
  if (all.some(({ code, regions }) => code === place || regions.some((one) => one.code === place))) return
  throw invalid('holidays', 'no_such_country', (locale) => m.calendars_no_such_country({ place }, { locale }))
}

/** The first of January 2024 was a Monday. */
const nameOf = (day: Day, locale: Locale) =>
  new Date(Date.UTC(2024, 0, 1 + days.indexOf(day))).toLocaleDateString(locale, {
    weekday: 'long',
    timeZone: 'UTC',
  })
