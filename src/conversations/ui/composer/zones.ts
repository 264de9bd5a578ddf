/** What the clock of a zone is ahead of UTC at a moment, in minutes. */
function aheadOfUtc(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return Math.round((there - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000)
}

/** The moment when the clock of a zone shows this hour, so many days from its today. */
export function clockIn(zone: string, daysFromToday: number, hour: number, now = new Date()): Date {
  const there = new Date(now.getTime() + aheadOfUtc(zone, now) * 60_000)
  const wished = Date.UTC(
    there.getUTCFullYear(),
    there.getUTCMonth(),
    there.getUTCDate() + daysFromToday,
    hour,
  )
  const guess = new Date(wished - aheadOfUtc(zone, now) * 60_000)
  // Summer time may begin or end in between.
  return new Date(wished - aheadOfUtc(zone, guess) * 60_000)
}

/** The hour that zone's clock shows now. */
export function hourIn(zone: string, now = new Date()): number {
  return new Date(now.getTime() + aheadOfUtc(zone, now) * 60_000).getUTCHours()
}

/** The weekday there, 1 is Monday. */
export function weekdayIn(zone: string, now = new Date()): number {
  return new Date(now.getTime() + aheadOfUtc(zone, now) * 60_000).getUTCDay() || 7
}

/** A moment as an input of type datetime-local wants it, on the clock of a zone. */
export function localInput(zone: string, at = new Date()): string {
  return new Date(at.getTime() + aheadOfUtc(zone, at) * 60_000).toISOString().slice(0, 16)
}

/** The moment meant by what was put into such an input. */
export function momentOf(zone: string, typed: string): Date {
  const wished = Date.parse(`${typed}:00Z`)
  const guess = new Date(wished - aheadOfUtc(zone, new Date(wished)) * 60_000)
  return new Date(wished - aheadOfUtc(zone, guess) * 60_000)
}

/** Choices without those that name a moment again which stands before them: on a Monday a week is next Monday. */
export const eachMomentOnce = <Choice extends { at: Date }>(choices: readonly Choice[]): Choice[] =>
  choices.filter((one, at) => choices.findIndex((other) => other.at.getTime() === one.at.getTime()) === at)
