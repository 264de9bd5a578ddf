import type { Calendar } from './calendar.ts'
import { openSpans } from './open-spans.ts'

const minute = 60_000

/**
 * The moment by which so many open minutes have passed since another, in milliseconds since 1970; undefined when that never comes. No
 * minutes are over at once, also when it is closed.
 */
export function dueAfter(calendar: Calendar, from: number, minutes: number): number | undefined {
  let left = minutes * minute
  if (left <= 0) return from
  for (const span of openSpans(calendar, from)) {
    if (left <= span.to - span.from) return span.from + left
    left -= span.to - span.from
  }
  return undefined
}

/** How many minutes a calendar is open between two moments, the later one not counted. */
export function openMinutes(calendar: Calendar, from: number, to: number): number {
  let open = 0
  for (const span of openSpans(calendar, from)) {
    if (span.from >= to) break
    open += Math.min(span.to, to) - span.from
  }
  return open / minute
}
