import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { CalendarShown, Day, Interval } from '../contract.ts'
import { days } from './draft.ts'

/** The first of January 2024 was a Monday. */
export const dayName = (day: Day, style: 'short' | 'long' = 'long'): string =>
  new Intl.DateTimeFormat(getLocale(), { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + days.indexOf(day)),
  )

/** A date of no clock: 2026-11-23 as people say it. */
export const dateName = (date: string, withYear = false): string =>
  new Intl.DateTimeFormat(getLocale(), {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(new Date(`${date}T00:00:00Z`))

export const countryName = (code: string): string =>
  new Intl.DisplayNames([getLocale()], { type: 'region', fallback: 'code' }).of(code) ?? code

export const zoneName = (zone: string): string => zone.replaceAll('_', ' ')

const said = (intervals: readonly Interval[]) => intervals.map(([from, to]) => `${from}–${to}`).join(', ')

/** A week in one line: Mon–Fri 10:00–12:30, 13:30–18:00. */
export function weekSaid({ week }: Pick<CalendarShown, 'week'>): string {
  const runs: { first: Day; last: Day; hours: string }[] = []
  for (const [at, day] of days.entries()) {
    const hours = said(week[day])
    const run = runs.at(-1)
    if (hours === '') continue
    if (run && run.hours === hours && run.last === days[at - 1]) run.last = day
    else runs.push({ first: day, last: day, hours })
  }
  if (runs.length === 0) return m.calendars_never()
  return runs
    .map(({ first, last, hours }) => {
      const [from, to] = [dayName(first, 'short'), dayName(last, 'short')]
      return `${first === last ? from : m.calendars_days_from_to({ from, to })} ${hours}`
    })
    .join(getLocale() === 'ja' ? '、' : '; ')
}
