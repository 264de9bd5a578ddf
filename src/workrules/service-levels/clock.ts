import type { Calendar } from '#platform/calendar/calendar.ts'
import { dueAfter, openMinutes } from '#platform/calendar/due.ts'
import type { ClockKind } from './contract.ts'

/** What a clock hears of, in milliseconds since 1970. A status is heard when it begins. */
export type Happening =
  | { at: number; what: 'asked'; messageId: number }
  | { at: number; what: 'answered' }
  | { at: number; what: 'status'; status: string }

export type Policy = {
  minutes: Record<ClockKind, number | null>
  counts: 'business' | 'clock'
  pauses: readonly string[]
}

export type Clock = {
  kind: ClockKind
  messageId: number
  startedAt: number
  /** What is left of its time when it last began to run or stood still. */
  leftMs: number
  /** Since when it runs; null while it stands. */
  runsSince: number | null
  pausedFor: string | null
  pausedAt: number | null
  stoodMs: number
  endedAt: number | null
  isDropped: boolean
}

/** The clocks of one conversation as far as they have heard. */
export type Clocks = { all: readonly Clock[]; status: string; hasAnswered: boolean }

export const noClocks: Clocks = { all: [], status: 'new', hasAnswered: false }

const minute = 60_000
// In these nobody works on it, and nobody waits.
const over = new Set(['resolved', 'closed', 'no_reply_needed', 'spam'])

/**
 * All clocks of a conversation after what has happened, in order of time. It is only a repeated `hear`, so hearing of something later comes
 * to the same as reckoning anew.
 */
export function clocksOf(policy: Policy, calendar: Calendar, happenings: readonly Happening[]): Clocks {
  return inOrder(happenings).reduce((clocks, one) => hear(policy, calendar, clocks, one), noClocks)
}

/** Of what happened at one moment a question comes first and a status last: an answer that changes the status is an answer. */
export function inOrder(happenings: readonly Happening[]): Happening[] {
  const rank = { asked: 0, answered: 1, status: 2 }
  return [...happenings].sort((a, b) => a.at - b.at || rank[a.what] - rank[b.what])
}

export function hear(policy: Policy, calendar: Calendar, clocks: Clocks, happening: Happening): Clocks {
  const { at } = happening
  if (happening.what === 'asked') return heardQuestion(policy, calendar, clocks, happening)
  if (happening.what === 'answered') {
    const all = clocks.all.map((one) => (one.kind === 'resolution' ? one : ended(one, at)))
    return { ...clocks, all, hasAnswered: true }
  }
  const { status } = happening
  const all = isTakenUp(clocks.status, status)
    ? takenUp(policy, calendar, clocks.all, at)
    : clocks.all.map((one) => endedBy(one, status, at))
  return { ...clocks, status, all: all.map((one) => standOrRun(policy, calendar, one, status, at)) }
}

/** The moment by which a running clock must be answered; undefined while it stands, and where nobody is ever there. */
export function dueAt(policy: Pick<Policy, 'counts'>, calendar: Calendar, clock: Clock): number | undefined {
  if (clock.runsSince === null) return undefined
  if (policy.counts === 'clock' || clock.leftMs < 0) return clock.runsSince + clock.leftMs
  const due = dueAfter(calendar, clock.runsSince, clock.leftMs / minute)
  return due === undefined ? undefined : Math.round(due)
}

/** What is left of a clock's own time at a moment; below zero when it is over. */
export function leftAt(policy: Pick<Policy, 'counts'>, calendar: Calendar, clock: Clock, at: number): number {
  if (clock.runsSince === null) return clock.leftMs
  return clock.leftMs - counted(policy, calendar, clock.runsSince, at)
}

function heardQuestion(
  policy: Policy,
  calendar: Calendar,
  clocks: Clocks,
  { at, messageId }: { at: number; messageId: number },
): Clocks {
  const isRunning = (kinds: ClockKind[]) =>
    clocks.all.some((one) => kinds.includes(one.kind) && one.endedAt === null)
  const kinds: ClockKind[] = []
  // A question while another waits is part of it.
  if (!isRunning(['first', 'next'])) kinds.push(clocks.hasAnswered ? 'next' : 'first')
  if (!isRunning(['resolution'])) kinds.push('resolution')
  const begun = kinds.flatMap((kind): Clock[] => {
    const minutes = policy.minutes[kind]
    if (minutes === null) return []
    const rest = { pausedFor: null, pausedAt: null, stoodMs: 0, endedAt: null, isDropped: false }
    return [{ kind, messageId, startedAt: at, leftMs: minutes * minute, runsSince: at, ...rest }]
  })
  const all = [...clocks.all, ...begun.map((one) => standOrRun(policy, calendar, one, clocks.status, at))]
  return { ...clocks, all }
}

const counted = (policy: Pick<Policy, 'counts'>, calendar: Calendar, from: number, to: number) =>
  policy.counts === 'clock' ? to - from : Math.round(openMinutes(calendar, from, to) * minute)

function standOrRun(policy: Policy, calendar: Calendar, clock: Clock, status: string, at: number): Clock {
  if (clock.endedAt !== null) return clock
  const stands = policy.pauses.includes(status)
  if (stands && clock.runsSince !== null) {
    const leftMs = leftAt(policy, calendar, clock, at)
    return { ...clock, leftMs, runsSince: null, pausedAt: at, pausedFor: status }
  }
  if (stands) return { ...clock, pausedFor: status }
  if (clock.runsSince !== null) return clock
  const stoodMs = clock.stoodMs + (at - (clock.pausedAt ?? at))
  return { ...clock, runsSince: at, pausedAt: null, pausedFor: null, stoodMs }
}

function ended(clock: Clock, at: number, isDropped = false): Clock {
  return clock.endedAt === null ? { ...clock, endedAt: at, isDropped } : clock
}

/** What a status ends: the whole is done, or nobody waits for an answer any more. */
function endedBy(clock: Clock, status: string, at: number): Clock {
  if (!over.has(status)) return clock
  const isDone = clock.kind === 'resolution' && (status === 'resolved' || status === 'closed')
  return ended(clock, at, !isDone)
}

const isTakenUp = (before: string, status: string) => over.has(before) && !over.has(status)

/**
 * Taken up again by hand the last clock of its kind goes on where it ended, and the time between does not count; an answer that was given
 * stays given. A customer who writes again has begun a new one.
 */
function takenUp(policy: Policy, calendar: Calendar, all: readonly Clock[], at: number): Clock[] {
  const goesOn = (clock: Clock) => {
    if (clock.endedAt === null || (clock.kind !== 'resolution' && !clock.isDropped)) return false
    const alike = all.filter((one) => (one.kind === 'resolution') === (clock.kind === 'resolution'))
    return alike.at(-1) === clock
  }
  return all.map((clock) => {
    if (!goesOn(clock) || clock.endedAt === null) return clock
    const leftMs = leftAt(policy, calendar, clock, clock.endedAt)
    const stoodMs = clock.stoodMs + (at - (clock.pausedAt ?? clock.endedAt))
    const rest = { endedAt: null, isDropped: false, pausedAt: null, pausedFor: null }
    return { ...clock, ...rest, leftMs, stoodMs, runsSince: at }
  })
}
