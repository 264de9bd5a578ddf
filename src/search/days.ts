/** A day, month or year in somebody's time zone, from its first moment up to the first after it. */
export type Day = { start: Date; end: Date }

const written = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/

/** Reads 2026-11-22, 2026/11, 2026年11月22日 and the like; undefined when it is no date. */
export function readDay(text: string, timeZone: string): Day | undefined {
  const found = written.exec(text.trim())
  if (!found) return undefined
  const [, year, month, day] = found.map((part) => (part === undefined ? undefined : Number(part)))
  try {
    const from = Temporal.PlainDate.from(
      { year: year ?? 0, month: month ?? 1, day: day ?? 1 },
      { overflow: 'reject' },
    )
    const to = from.add(day ? { days: 1 } : month ? { months: 1 } : { years: 1 })
    const moment = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
    return { start: moment(from), end: moment(to) }
  } catch {
    // A thirteenth month, a 31st of June.
    return undefined
  }
}
