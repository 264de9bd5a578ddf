import { type Calendar, minutesOfDay } from '#platform/calendar/calendar.ts'
import { openSpans } from '#platform/calendar/open-spans.ts'
import type { OpeningHours } from './settings.ts'

export type Opening = {
  isOpen: boolean
  /** When that changes; null when it never does. */
  changesAt: Date | null
}

// A brand that is open for so long without a gap is open around the clock.
const soon = 6 * 86_400_000

/** Whether people answer at this moment on the brand's clock, and until or from when. */
export function openingAt(hours: OpeningHours, timeZone: string, at: Date): Opening {
  const moment = at.getTime()
  let until: number | undefined
  for (const span of openSpans(calendarOf(hours, timeZone), moment)) {
    if (until === undefined && span.from > moment) return { isOpen: false, changesAt: new Date(span.from) }
    if (until !== undefined && span.from > until) break
    until = span.to
    if (until > moment + soon) return { isOpen: true, changesAt: null }
  }
  if (until === undefined) return { isOpen: false, changesAt: null }
  return { isOpen: true, changesAt: new Date(until) }
}

function calendarOf(hours: OpeningHours, zone: string): Calendar {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    hours
      .filter((one) => one.days.includes(weekday))
      .map(({ from, to }) => interval(minutesAt(from), minutesAt(to))),
  )
  return { zone, week, closed: new Set(), open: new Map() }
}

/** What ends before it begins goes on after midnight; from nine to nine is a whole day. */
const interval = (from: number, to: number) => ({ from, to: to <= from ? to + minutesOfDay : to })

const minutesAt = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
