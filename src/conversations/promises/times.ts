import type { Calendar } from '#platform/calendar/calendar.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { openSpans, type Span } from '#platform/calendar/open-spans.ts'

export type PromiseTime = {
  key: 'two_hours' | 'today' | 'next_morning' | 'next_day' | 'three_days'
  dueAt: Date
}

const minute = 60_000
const quarter = 15 * minute

/**
 * Times a promise may sensibly name, earliest first and none twice: two open hours from now, the end of today, noon and the end of the next
 * day somebody is there, the end of the third. Empty for a calendar that is never open.
 */
export function promiseTimes(calendar: Calendar, from: Date): PromiseTime[] {
  const days = openDays(calendar, from.getTime(), 4)
  const today = days[0]
  const isToday = today !== undefined && dateOf(calendar, today.from) === dateOf(calendar, from.getTime())
  const [first, second, third] = isToday ? days.slice(1) : days
  const inTwoHours = dueAfter(calendar, from.getTime(), 120)
  const found: [PromiseTime['key'], number | undefined][] = [
    ['two_hours', inTwoHours === undefined ? undefined : Math.ceil(inTwoHours / quarter) * quarter],
    ['today', isToday ? today.to : undefined],
    ['next_morning', first && Math.min(first.to, noonOf(calendar, first.from))],
    ['next_day', first?.to],
    ['three_days', (third ?? second)?.to],
  ]
  const seen = new Set<number>()
  return found
    .flatMap(([key, at]) => {
      if (at === undefined || at <= from.getTime() || seen.has(at)) return []
      seen.add(at)
      return [{ key, dueAt: new Date(at) }]
    })
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
}

/** The next days on which somebody is there, each from its first open moment to its last. */
function openDays(calendar: Calendar, from: number, count: number): Span[] {
  const days: Span[] = []
  for (const span of openSpans(calendar, from)) {
    const last = days.at(-1)
    // Around the clock there is no end: each midnight ends a day then.
    for (const part of byDays(calendar, span)) {
      const same = last && dateOf(calendar, last.from) === dateOf(calendar, part.from)
      if (same) last.to = part.to
      else days.push(part)
      if (days.length > count) return days.slice(0, count)
    }
  }
  return days
}

function* byDays(calendar: Calendar, span: Span): Generator<Span> {
  let at = span.from
  while (at < span.to) {
    const midnight = startOfDay(calendar, at)
      .add({ days: 1 })
      .toZonedDateTime(calendar.zone).epochMilliseconds
    yield { from: at, to: Math.min(span.to, midnight) }
    at = midnight
  }
}

const zoned = (calendar: Calendar, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(calendar.zone)
const startOfDay = (calendar: Calendar, at: number) => zoned(calendar, at).toPlainDate()
const dateOf = (calendar: Calendar, at: number) => startOfDay(calendar, at).toString()
const noonOf = (calendar: Calendar, at: number) =>
  startOfDay(calendar, at).toZonedDateTime({
    timeZone: calendar.zone,
    plainTime: Temporal.PlainTime.from({ hour: 12 }),
  }).epochMilliseconds
