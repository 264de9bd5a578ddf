/** A part of a day on the wall clock, in minutes since its midnight; past 1,440 it goes on into the next day. */
export type Interval = { from: number; to: number }

/** When somebody is there, as a sign on a door says it: by the wall clock of one place. */
export type Calendar = {
  /** An IANA name such as Asia/Tokyo. */
  zone: string
  /** Monday first. */
  week: readonly (readonly Interval[])[]
  /** Dates (2026-11-23) on which nothing begins, whatever the week says. */
  closed: ReadonlySet<string>
  /** Dates with intervals of their own; what is opened here is open although it were closed. */
  open: ReadonlyMap<string, readonly Interval[]>
}

export const minutesOfDay = 1_440

/** The intervals that begin on a date. */
export function intervalsOn(calendar: Calendar, date: Temporal.PlainDate): readonly Interval[] {
  const name = date.toString()
  const special = calendar.open.get(name)
  if (special) return special
  if (calendar.closed.has(name)) return []
  return calendar.week[date.dayOfWeek - 1] ?? []
}

/** Whether a calendar could ever be open: without that no deadline can be told. */
export function isEverOpen(calendar: Calendar): boolean {
  return [...calendar.week, ...calendar.open.values()].some((intervals) => intervals.length > 0)
}
