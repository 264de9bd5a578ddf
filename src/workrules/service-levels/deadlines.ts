import type { Conversation } from '#conversations/door.ts'
import { clockOf } from '#customers/clock.ts'
import { calendarOf } from '#people/calendars/calendar-of.ts'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { dueAt, leftAt } from './clock.ts'
import { type Deadline, pausing } from './contract.ts'
import { inWords } from './in-words.ts'
import { storedClocks } from './stored.ts'

type Reader = { locale: Locale; timeZone: string }
type Kept = Awaited<ReturnType<typeof storedClocks>>[number]

const mostEnded = 20
const hour = 3_600_000

/** The clocks of one conversation as somebody reads them now, on their own clock and the customer's. */
export async function listDeadlines(tx: Tx, conversation: Conversation, reader: Reader): Promise<Deadline[]> {
  const clocks = await storedClocks(tx, conversation.brand_id, [conversation.id])
  if (clocks.length === 0) return []
  const calendar = await calendarOf(tx, {
    brandId: conversation.brand_id,
    teamId: conversation.team_id,
    channel: conversation.channel,
  })
  const { timeZone, isTheirs } = await clockOf(tx, conversation)
  const zones = [...new Set([reader.timeZone, isTheirs ? timeZone : calendar.zone])]
  const running = clocks.filter((one) => one.endedAt === null)
  const ended = clocks.filter((one) => one.endedAt !== null).slice(0, mostEnded)
  return [...running, ...ended].map((one) =>
    shown(one, calendar, { locale: reader.locale, zones, at: now() }),
  )
}

function shown(
  clock: Kept,
  calendar: Calendar,
  reader: { locale: Locale; zones: string[]; at: Date },
): Deadline {
  const at = reader.at.getTime()
  const stands = clock.pausedAt !== null
  const runsSince = clock.dueAt === null || stands ? null : at
  // Of a running clock the deadline is kept, and what is left is the open time until then.
  const leftMs = stands ? clock.leftMs : leftUntil(clock, calendar, at)
  const due = stands ? dueAt(clock, calendar, { ...asClock(clock), leftMs, runsSince: at }) : clock.dueAt
  const date = (moment: number | null | undefined) => (moment == null ? null : new Date(moment))
  const pausedFor = pausing.find((one) => one === clock.pausedFor) ?? null
  const isBreached = clock.dueAt !== null && clock.dueAt <= (clock.endedAt ?? at)
  const iso = (moment: number | null) => date(moment)?.toISOString() ?? null
  return {
    kind: clock.kind,
    serviceLevel: clock.serviceLevel,
    startedAt: new Date(clock.startedAt).toISOString(),
    dueAt: runsSince === null && clock.endedAt === null ? null : iso(clock.dueAt),
    pausedAt: iso(clock.pausedAt),
    pausedFor,
    minutesLeft: Math.floor(leftMs / 60_000),
    endedAt: iso(clock.endedAt),
    isBreached,
    isNear:
      runsSince !== null &&
      clock.endedAt === null &&
      !isBreached &&
      (clock.warns ? clock.warnedAt !== null : leftMs < hour),
    text: inWords(
      {
        kind: clock.kind,
        counts: clock.counts,
        leftMs,
        due: date(due),
        pausedAt: date(clock.pausedAt),
        pausedFor: clock.pausedFor,
        stoodMs: clock.stoodMs,
        endedAt: date(clock.endedAt),
        isDropped: clock.isDropped,
        isBreached,
      },
      reader,
    ),
  }
}

function leftUntil(clock: Kept, calendar: Calendar, at: number): number {
  if (clock.dueAt === null) return clock.leftMs
  const [from, to] = [Math.min(at, clock.dueAt), Math.max(at, clock.dueAt)]
  const open = -leftAt(clock, calendar, { ...asClock(clock), leftMs: 0, runsSince: from }, to)
  return at <= clock.dueAt ? open : -open
}

const asClock = (clock: Kept) => ({ ...clock, runsSince: null, isDropped: false })
