import type { OpeningHours } from './settings.ts'

export type Opening = {
  isOpen: boolean
  /** When that changes; null when it never does. */
  changesAt: Date | null
}

const daysAhead = 8

/** Whether people answer at this moment on the brand's clock, and until or from when. */
export function openingAt(hours: OpeningHours, timeZone: string, at: Date): Opening {
  const spans = mergeTouching(spansAround(hours, timeZone, at))
  const moment = at.getTime()
  const current = spans.find((span) => span.from <= moment && moment < span.to)
  // A week without a gap is open around the clock.
  const horizon = moment + (daysAhead - 2) * 86_400_000
  if (current) return { isOpen: true, changesAt: current.to > horizon ? null : new Date(current.to) }
  const next = spans.find((span) => span.from > moment)
  return { isOpen: false, changesAt: next ? new Date(next.from) : null }
}

type Span = { from: number; to: number }

/** The opening times from yesterday (some end after midnight) to a week ahead, as instants: a clock change moves them. */
function spansAround(hours: OpeningHours, timeZone: string, at: Date): Span[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  const spans: Span[] = []
  for (let offset = -1; offset < daysAhead; offset++) {
    const day = today.add({ days: offset })
    for (const { days, from, to } of hours) {
      if (!days.includes(day.dayOfWeek)) continue
      const ends = to <= from ? day.add({ days: 1 }) : day
      spans.push({ from: instant(day, from, timeZone), to: instant(ends, to, timeZone) })
    }
  }
  return spans.sort((a, b) => a.from - b.from)
}

function instant(day: Temporal.PlainDate, clock: string, timeZone: string): number {
  const isMidnight = clock === '24:00'
  const plainTime = Temporal.PlainTime.from(isMidnight ? '00:00' : clock)
  return (isMidnight ? day.add({ days: 1 }) : day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}

function mergeTouching(spans: Span[]): Span[] {
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push({ ...span })
  }
  return merged
}
