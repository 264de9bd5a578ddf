import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Calendar } from './calendar.ts'
import { dueAfter, openMinutes } from './due.ts'
import { openSpans } from './open-spans.ts'
import { mistakeCode } from '../mistake-words.ts'
import { writtenCalendar } from './written.ts'

const office = {
  zone: 'Asia/Tokyo',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
      day,
      [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
    ]),
  ),
  closed: ['2026-11-23'],
  open: [{ date: '2026-11-28', intervals: [['10:00', '12:00']] }],
}
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const shown = (moment: number | undefined, zone: string) =>
  moment === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(moment)
        .toZonedDateTimeISO(zone)
        .toString({ timeZoneName: 'never' })

test.each([
  ['within a morning', '2026-11-20T09:30:00+09:00', 60, '2026-11-20T10:30:00+09:00'],
  ['over lunch', '2026-11-20T11:30:00+09:00', 60, '2026-11-20T13:30:00+09:00'],
  ['to the minute of closing', '2026-11-20T17:00:00+09:00', 60, '2026-11-20T18:00:00+09:00'],
  ['over a weekend and a holiday', '2026-11-20T17:30:00+09:00', 60, '2026-11-24T09:30:00+09:00'],
  ['from the night, asked from elsewhere', '2026-11-19T15:00:00-08:00', 15, '2026-11-20T09:15:00+09:00'],
  ['on a Saturday that is opened', '2026-11-27T17:59:00+09:00', 61, '2026-11-28T11:00:00+09:00'],
  ['no time at all', '2026-11-22T03:00:00+09:00', 0, '2026-11-22T03:00:00+09:00'],
])('a deadline %s', (_, from, minutes, due) => {
  const calendar = writtenCalendar.parse(office)
  expect(shown(dueAfter(calendar, at(from), minutes), calendar.zone)).toBe(due)
  expect(openMinutes(calendar, at(from), at(due))).toBe(minutes)
})

test('an hour that clocks leave out is not worked, and one that comes twice is worked twice', () => {
  const night = (date: string) =>
    writtenCalendar.parse({
      zone: 'America/New_York',
      open: [{ date, intervals: [['00:00', '06:00']] }],
    })
  expect(
    openMinutes(night('2026-03-08'), at('2026-03-08T00:00:00-05:00'), at('2026-03-09T00:00:00-04:00')),
  ).toBe(300)
  expect(
    openMinutes(night('2026-11-01'), at('2026-11-01T00:00:00-04:00'), at('2026-11-02T00:00:00-05:00')),
  ).toBe(420)
})

test('a night shift goes on after midnight, and belongs to the day on which it begins', () => {
  const shift = writtenCalendar.parse({
    zone: 'UTC',
    week: { fri: [['22:00', '02:00']] },
    closed: ['2026-11-28'],
  })
  const midnight = at('2026-11-28T00:00:00Z')
  expect([...openSpans(shift, at('2026-11-27T23:00:00Z')).take(2)]).toEqual([
    { from: at('2026-11-27T23:00:00Z'), to: midnight },
    { from: midnight, to: at('2026-11-28T02:00:00Z') },
  ])
})

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const someIntervals = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 0, max: 1_440 }))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => [clock(from), clock(to)]),
  { maxLength: 3 },
)
// Half hours (Lord Howe), changes at midnight (Beirut, Santiago), a day that was never there (Apia), and places without changes.
const zones = [
  'Asia/Tokyo',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Santiago',
  'Pacific/Apia',
  'Asia/Kathmandu',
]
const changes = [
  '2026-03-08',
  '2026-11-01',
  '2026-03-29',
  '2026-10-25',
  '2026-04-05',
  '2026-10-04',
  '2011-12-30',
  '2026-09-06',
]
const someday = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -3_000, max: 3_000 }))
  .map(([date, minutes]) => at(`${date}T00:00:00Z`) + minutes * 60_000)
const someCalendar = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.record({
      mon: someIntervals,
      wed: someIntervals,
      thu: someIntervals,
      sat: someIntervals,
      sun: someIntervals,
    }),
    closed: fc.array(fc.constantFrom(...changes), { maxLength: 3 }),
    open: fc.array(fc.record({ date: fc.constantFrom(...changes), intervals: someIntervals }), {
      maxLength: 2,
    }),
  })
  .map((written) => writtenCalendar.safeParse(written).data)
  .filter((calendar): calendar is Calendar => calendar !== undefined)

/** Is it open now? Asked of the clock on the wall, as anybody would who stands at the door. */
function isOpenAt(calendar: Calendar, moment: number): boolean {
  const now = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(calendar.zone)
  const reads = now.hour * 60 + now.minute
  const begunOn = (date: Temporal.PlainDate) => {
    const name = date.toString()
    return (
      calendar.open.get(name) ?? (calendar.closed.has(name) ? [] : calendar.week[date.dayOfWeek - 1]) ?? []
    )
  }
  // The day before as the calendar counts days, also where the clocks of a place have jumped over it.
  const [today, yesterday] = [begunOn(now.toPlainDate()), begunOn(now.toPlainDate().subtract({ days: 1 }))]
  return (
    today.some((one) => one.from <= reads && reads < one.to) ||
    yesterday.some((one) => one.from <= reads + 1_440 && reads + 1_440 < one.to)
  )
}

test('open minutes are those in which somebody at the door finds it open, also when clocks change', () =>
  fc.assert(
    fc.property(someCalendar, someday, fc.integer({ min: 0, max: 4_000 }), (calendar, from, length) => {
      let counted = 0
      for (let at = 0; at < length; at++) if (isOpenAt(calendar, from + at * 60_000)) counted++
      expect(openMinutes(calendar, from, from + length * 60_000)).toBe(counted)
    }),
    { numRuns: 150 },
  ))

test('a deadline is the first moment by which its minutes have passed', () =>
  fc.assert(
    fc.property(someCalendar, someday, fc.integer({ min: 1, max: 3_000 }), (calendar, from, minutes) => {
      const due = dueAfter(calendar, from, minutes)
      if (due === undefined) return
      expect(openMinutes(calendar, from, due)).toBe(minutes)
      expect(openMinutes(calendar, from, due - 60_000)).toBe(minutes - 1)
      expect(isOpenAt(calendar, due - 60_000)).toBe(true)
    }),
  ))

test('spans come in order, and none is empty', () =>
  fc.assert(
    fc.property(someCalendar, someday, (calendar, from) => {
      let before = from - 1
      for (const span of openSpans(calendar, from).take(30)) {
        expect(span.from).toBeGreaterThanOrEqual(before)
        expect(span.to).toBeGreaterThan(span.from)
        before = span.to
      }
    }),
  ))

test.each([
  [
    'a zone that does not exist',
    { zone: 'Asia/Edo', week: { mon: [['09:00', '10:00']] } },
    'no_such_time_zone',
  ],
  ['no open hour', { zone: 'UTC', week: { mon: [] } }, 'never_open'],
  ['a clock that shows no such time', { zone: 'UTC', week: { mon: [['09:00', '25:00']] } }, 'no_clock_time'],
  ['an interval of nothing', { zone: 'UTC', week: { mon: [['09:00', '09:00']] } }, 'no_length'],
  [
    'a date that is none',
    { zone: 'UTC', week: { mon: [['09:00', '10:00']] }, closed: ['2026-02-30'] },
    'no_date',
  ],
  ['a day of another name', { zone: 'UTC', week: { monday: [['09:00', '10:00']] } }, 'unrecognized_keys'],
])('%s is refused', (_, written, why) => {
  const refused = writtenCalendar.safeParse(written)
  expect(refused.error?.issues.map(mistakeCode)).toContain(why)
})

test('a calendar that will never open again has no deadline', () => {
  const once = writtenCalendar.parse({
    zone: 'UTC',
    open: [{ date: '2026-01-05', intervals: [['09:00', '10:00']] }],
  })
  expect(dueAfter(once, at('2026-02-01T00:00:00Z'), 5)).toBeUndefined()
})
