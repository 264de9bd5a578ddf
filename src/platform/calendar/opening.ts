import { type Calendar, minutesOfDay } from './calendar.ts'
import { openSpans } from './open-spans.ts'

export type Opening = {
  isOpen: boolean
  /** When that changes; null when it never does. */
  changesAt: Date | null
}

// What is open for so long without a gap is open around the clock.
const soon = 6 * minutesOfDay * 60_000

/** Whether somebody is there at a moment, and until or from when. */
export function openingAt(calendar: Calendar, at: Date): Opening {
  const moment = at.getTime()
  let until: number | undefined
  for (const span of openSpans(calendar, moment)) {
    if (until === undefined && span.from > moment) return { isOpen: false, changesAt: new Date(span.from) }
    if (until !== undefined && span.from > until) break
    until = span.to
    if (until > moment + soon) return { isOpen: true, changesAt: null }
  }
  if (until === undefined) return { isOpen: false, changesAt: null }
  return { isOpen: true, changesAt: new Date(until) }
}
