import { type Calendar, type Interval, intervalsOn, isEverOpen, minutesOfDay } from './calendar.ts'

/** From one moment until just before another, in milliseconds since 1970. */
export type Span = { from: number; to: number }

const minute = 60_000
const day = minutesOfDay * minute
// A calendar that has been closed for so long will not be opened by waiting.
const horizon = 20 * 366 * day

/**
 * When a calendar is open from a moment on, in order; each span ends at midnight at the latest. It is open whenever the wall clock shows an open minute: an hour that a change of
 * clocks leaves out is not there, and one that comes twice is there twice.
 */
export function* openSpans(calendar: Calendar, from: number): Generator<Span> {
  if (!isEverOpen(calendar)) return
  for (const piece of evenPieces(calendar.zone, from, from + horizon))
    for (const wall of wallSpans(calendar, piece.from + piece.offset, piece.to + piece.offset)) {
      const span = {
        from: Math.max(wall.from - piece.offset, piece.from),
        to: Math.min(wall.to - piece.offset, piece.to),
      }
      if (span.from < span.to) yield span
    }
}

/** Time cut where the clocks of a zone change: within a piece they are ahead of UTC by the same. */
function* evenPieces(zone: string, from: number, to: number): Generator<Span & { offset: number }> {
  for (let at = from; at < to; ) {
    const clock = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const change = clock.getTimeZoneTransition('next')?.epochMilliseconds ?? to
    const end = Math.min(change, to)
    yield { from: at, to: end, offset: clock.offsetNanoseconds / 1_000_000 }
    at = end
  }
}

/** The open times of each day on a clock that never changes; its readings are counted as if they were UTC. */
function* wallSpans(calendar: Calendar, from: number, to: number): Generator<Span> {
  for (let midnight = Math.floor(from / day) * day; midnight < to; midnight += day) {
    const date = Temporal.Instant.fromEpochMilliseconds(midnight).toZonedDateTimeISO('UTC').toPlainDate()
    for (const part of partsOf(calendar, date))
      yield { from: midnight + part.from * minute, to: midnight + part.to * minute }
  }
}

/** The parts of a day that are open, in order and without overlap: what begins on it, and what goes on from the day before. */
function partsOf(calendar: Calendar, date: Temporal.PlainDate): Interval[] {
  const goingOn = intervalsOn(calendar, date.subtract({ days: 1 })).map(({ from, to }) => ({
    from: from - minutesOfDay,
    to: to - minutesOfDay,
  }))
  const parts: Interval[] = []
  for (const one of [...goingOn, ...intervalsOn(calendar, date)].sort((a, b) => a.from - b.from)) {
    const part = { from: Math.max(one.from, 0), to: Math.min(one.to, minutesOfDay) }
    const last = parts.at(-1)
    if (part.from >= part.to) continue
    if (last && part.from <= last.to) last.to = Math.max(last.to, part.to)
    else parts.push(part)
  }
  return parts
}
