import { type Calendar, intervalsOn, minutesOfDay } from './calendar.ts'

/** From one moment until just before another, in milliseconds since 1970. */
export type Span = { from: number; to: number }

const minute = 60_000
const day = minutesOfDay * minute
// A calendar that has been closed for so long will not be opened by waiting.
const horizon = 20 * 366 * day

/**
 * When a calendar is open from a moment on, in order. It is open whenever the wall clock shows an open minute: an hour that a change of
 * clocks leaves out is not there, and one that comes twice is there twice.
 */
export function* openSpans(calendar: Calendar, from: number): Generator<Span> {
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

/** The open times on a clock that never changes, which touch no other; the clock's readings are counted as if they were UTC. */
function* wallSpans(calendar: Calendar, from: number, to: number): Generator<Span> {
  let waiting: Span | undefined
  // What began yesterday may still be open.
  for (let midnight = Math.floor(from / day) * day - day; midnight < to; midnight += day) {
    const date = Temporal.Instant.fromEpochMilliseconds(midnight).toZonedDateTimeISO('UTC').toPlainDate()
    const begun = [...intervalsOn(calendar, date)].sort((a, b) => a.from - b.from)
    for (const interval of begun) {
      const span = { from: midnight + interval.from * minute, to: midnight + interval.to * minute }
      if (waiting && span.from <= waiting.to) waiting.to = Math.max(waiting.to, span.to)
      else {
        if (waiting) yield waiting
        waiting = span
      }
    }
    // What begins on a later day cannot touch what has ended by its midnight.
    if (waiting && waiting.to < midnight + day) {
      yield waiting
      waiting = undefined
    }
  }
  if (waiting) yield waiting
}
