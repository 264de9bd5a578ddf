import { m } from '#texts'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { openingAt } from '#platform/calendar/opening.ts'
import type { Locale } from '#platform/locale.ts'

/** When a person answers, as far as a calendar says; undefined when nobody has said so. */
export type ReplyBy = { isOpen: boolean; opensAt: Date; by: Date }

// What comes in this short before closing is answered the next day.
const lastMinutes = 30 * 60_000

/** By the end of the opening hours that run now, or of the next ones. A promise that can be kept: nothing in it is guessed. */
export function replyBy(calendar: Calendar | undefined, at: Date): ReplyBy | undefined {
  if (!calendar) return undefined
  const current = openingAt(calendar, at)
  if (current.isOpen) {
    if (current.changesAt === null)
      return { isOpen: true, opensAt: at, by: new Date(at.getTime() + 86_400_000) }
    if (current.changesAt.getTime() - at.getTime() > lastMinutes)
      return { isOpen: true, opensAt: at, by: current.changesAt }
  }
  const closedAt = current.isOpen ? (current.changesAt ?? at) : at
  const opensAt = current.isOpen ? openingAt(calendar, closedAt).changesAt : current.changesAt
  if (opensAt === null) return undefined
  return { isOpen: false, opensAt, by: openingAt(calendar, opensAt).changesAt ?? opensAt }
}

/** A moment on the customer's clock, with the day unless it is the day they are in. */
export function onClock(at: Date, clock: { locale: Locale; timeZone: string }, today: Date): string {
  const { locale, timeZone } = clock
  const day = (one: Date) => new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' }).format(one)
  const time = { hour: 'numeric', minute: '2-digit' } as const
  const date = { month: 'long', day: 'numeric', weekday: locale === 'ja' ? 'short' : 'long' } as const
  const parts = day(at) === day(today) ? time : { ...date, ...time }
  return new Intl.DateTimeFormat(locale, { timeZone, ...parts }).format(at)
}

/** Whose clock was meant: the customer's own, or by name where only the brand's is known. */
export function clockName(clock: { locale: Locale; timeZone: string; isTheirs: boolean }, at: Date): string {
  if (clock.isTheirs) return m.answers_bot_your_time({}, { locale: clock.locale })
  const parts = new Intl.DateTimeFormat(clock.locale, {
    timeZone: clock.timeZone,
    timeZoneName: 'longGeneric',
  }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? clock.timeZone
}
