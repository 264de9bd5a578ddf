import * as chrono from 'chrono-node'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { openSpans } from '#platform/calendar/open-spans.ts'

const hour = 3_600_000
const day = 24 * hour
const numbers: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  a: 1,
  an: 1,
}

/**
 * The time by which a sentence says that something will be: `明日の15時まで`, `2営業日以内`, `by tomorrow 3 pm`, `within two business
 * days`. A day without an hour ends when those who keep the promise close, or at its midnight where they are not there at all. Null when
 * none is named or it is over.
 */
export function timeNamed(
  sentence: string,
  language: 'ja' | 'en',
  calendar: Calendar,
  at: Date,
): Date | null {
  const named = spanNamed(sentence, calendar, at) ?? dateNamed(sentence, language, calendar, at)
  return named !== null && named > at ? named : null
}

/** So many days or hours from now. */
function spanNamed(sentence: string, calendar: Calendar, at: Date): Date | null {
  const business =
    /(\d+)\s*営業日(?:以内|内|中|まで|後)/u.exec(sentence) ??
    /within (?:the next )?(\w+)(?:[ -](?:to|–|-) ?\w+)? (?:business|working) days?/iu.exec(sentence)
  if (business) return endOfOpenDay(calendar, at, numberOf(business[1]))
  const hours = /(\d+)\s*時間以内/u.exec(sentence) ?? /within (?:the next )?(\w+) hours?/iu.exec(sentence)
  if (hours) return new Date(at.getTime() + numberOf(hours[1]) * hour)
  const days = /(\d+)\s*日以内/u.exec(sentence) ?? /within (?:the next )?(\w+) days?/iu.exec(sentence)
  if (days) return endOfDate(calendar, new Date(at.getTime() + numberOf(days[1]) * day))
  if (/本日中|今日中|by (?:the )?end of (?:the )?(?:day|today)|later today/iu.test(sentence))
    return endOfDate(calendar, at)
  if (/明日中/u.test(sentence)) return endOfDate(calendar, new Date(at.getTime() + day))
  if (/今週中|by (?:the )?end of (?:the|this) week/iu.test(sentence)) return endOfWeek(calendar, at)
  return null
}

const numberOf = (word = '') => numbers[word.toLowerCase()] ?? (Number(word) || 1)

function dateNamed(sentence: string, language: 'ja' | 'en', calendar: Calendar, at: Date): Date | null {
  const offset = zoned(calendar, at).offsetNanoseconds / 60e9
  const parser = language === 'ja' ? chrono.ja : chrono.en
  const [found] = parser.parse(sentence, { instant: at, timezone: offset }, { forwardDate: true })
  if (!found) return null
  const named = (found.end ?? found.start).date()
  // `来週月曜日` is read as the coming Monday, and so is `next Monday` in English: a week further when it is still this week.
  const isNextWeek = /来週/u.test(sentence.slice(0, found.index + 1)) && isSameWeek(calendar, at, named)
  const moved = isNextWeek ? new Date(named.getTime() + 7 * day) : named
  return (found.end ?? found.start).isCertain('hour') ? moved : endOfDate(calendar, moved)
}

const zoned = (calendar: Calendar, at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.zone)

function isSameWeek(calendar: Calendar, one: Date, other: Date): boolean {
  const monday = (at: Date) => {
    const date = zoned(calendar, at).toPlainDate()
    return date.subtract({ days: date.dayOfWeek - 1 }).toString()
  }
  return monday(one) === monday(other)
}

/** When the day ends for those who are there on it; its midnight when nobody is. */
function endOfDate(calendar: Calendar, at: Date): Date {
  const date = zoned(calendar, at).toPlainDate()
  const begin = date.toZonedDateTime(calendar.zone).epochMilliseconds
  const end = date.add({ days: 1 }).toZonedDateTime(calendar.zone).epochMilliseconds
  let closes: number | undefined
  for (const span of openSpans(calendar, begin)) {
    if (span.from >= end) break
    closes = Math.min(span.to, end)
  }
  return new Date(closes ?? end)
}

/** The end of the n-th day after today on which somebody is there. */
function endOfOpenDay(calendar: Calendar, at: Date, count: number): Date | null {
  let date = zoned(calendar, at).toPlainDate()
  let left = count
  for (let tried = 0; tried < 366 && left > 0; tried += 1) {
    date = date.add({ days: 1 })
    if (isOpenOn(calendar, date)) left -= 1
  }
  return left > 0
    ? null
    : endOfDate(calendar, new Date(date.toZonedDateTime(calendar.zone).epochMilliseconds))
}

function isOpenOn(calendar: Calendar, date: Temporal.PlainDate): boolean {
  const [begin, end] = [date, date.add({ days: 1 })].map(
    (one) => one.toZonedDateTime(calendar.zone).epochMilliseconds,
  )
  const [first] = openSpans(calendar, begin ?? 0)
  return first !== undefined && first.from < (end ?? 0)
}

/** The last open day of this week, Sunday ending it. */
function endOfWeek(calendar: Calendar, at: Date): Date {
  const today = zoned(calendar, at).toPlainDate()
  const rest = Array.from({ length: 8 - today.dayOfWeek }, (_, ahead) => today.add({ days: ahead }))
  const last = rest.findLast((date) => isOpenOn(calendar, date)) ?? rest.at(-1) ?? today
  return endOfDate(calendar, new Date(last.toZonedDateTime(calendar.zone).epochMilliseconds))
}
