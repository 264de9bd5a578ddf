import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openMinutes } from '#platform/calendar/due.ts'
import { writtenCalendar } from '#platform/calendar/written.ts'
import {
  type Clock,
  clocksOf,
  dueAt,
  type Happening,
  hear,
  inOrder,
  leftAt,
  noClocks,
  type Policy,
} from './clock.ts'

const week = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
    day,
    [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
  ]),
)
const tokyo = writtenCalendar.parse({ zone: 'Asia/Tokyo', week, closed: ['2026-11-23'] })
const newYork = writtenCalendar.parse({ zone: 'America/New_York', week: { sun: [['00:00', '06:00']] } })
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const written = (moment: number | undefined, zone: string) =>
  moment === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(moment)
        .toZonedDateTimeISO(zone)
        .toString({ timeZoneName: 'never' })

const policy: Policy = {
  minutes: { first: 240, next: 120, resolution: 960 },
  counts: 'business',
  pauses: ['pending_client', 'pending_customer'],
}
const asked = (time: string, messageId = 1): Happening => ({ at: at(time), what: 'asked', messageId })
const answered = (time: string): Happening => ({ at: at(time), what: 'answered' })
const status = (time: string, to: string): Happening => ({ at: at(time), what: 'status', status: to })
const of = (kind: string, happenings: Happening[], calendar = tokyo, by = policy) =>
  clocksOf(by, calendar, happenings).all.filter((one) => one.kind === kind)
const dueOf = (clock: Clock | undefined, calendar = tokyo, by = policy) =>
  clock && written(dueAt(by, calendar, clock), calendar.zone)

test('a first reply is due after its open hours, over a weekend and a holiday', () => {
  const [first] = of('first', [asked('2026-11-20T17:00:00+09:00')])
  expect(dueOf(first)).toBe('2026-11-24T12:00:00+09:00')
})

test('around the clock it is due after the hours on the wall', () => {
  const by: Policy = { ...policy, counts: 'clock' }
  const [first] = of('first', [asked('2026-11-20T17:00:00+09:00')], tokyo, by)
  expect(dueOf(first, tokyo, by)).toBe('2026-11-20T21:00:00+09:00')
})

test('while the client is asked it stands, and then goes on with exactly what was left', () => {
  const pause = [asked('2026-11-24T09:00:00+09:00'), status('2026-11-24T11:40:00+09:00', 'pending_client')]
  const [standing] = of('first', pause)
  expect(standing).toMatchObject({ leftMs: 80 * 60_000, runsSince: null, pausedFor: 'pending_client' })
  const [again] = of('first', [...pause, status('2026-11-24T14:40:00+09:00', 'open')])
  expect(again).toMatchObject({ stoodMs: 3 * 3_600_000, pausedAt: null })
  expect(dueOf(again)).toBe('2026-11-24T16:00:00+09:00')
})

test('however often it stands, all the time it stood is said together, and what is left stays what was left', () => {
  const [clock] = of('first', [
    asked('2026-11-24T09:00:00+09:00'),
    status('2026-11-24T09:30:00+09:00', 'pending_client'),
    status('2026-11-24T10:30:00+09:00', 'open'),
    status('2026-11-24T11:00:00+09:00', 'pending_customer'),
    status('2026-11-24T11:20:00+09:00', 'open'),
  ])
  expect(clock).toMatchObject({ stoodMs: 80 * 60_000, leftMs: 180 * 60_000 })
  expect(dueOf(clock)).toBe('2026-11-24T15:20:00+09:00')
})

test('questions before an answer are one; after it a new clock begins; a solved one that is asked again as well', () => {
  const told = [
    asked('2026-11-24T09:00:00+09:00', 1),
    asked('2026-11-24T09:30:00+09:00', 2),
    answered('2026-11-24T10:00:00+09:00'),
    status('2026-11-24T10:00:00+09:00', 'resolved'),
    asked('2026-11-25T09:00:00+09:00', 3),
    status('2026-11-25T09:00:00+09:00', 'open'),
  ]
  expect(of('first', told)).toMatchObject([
    { messageId: 1, endedAt: at('2026-11-24T10:00:00+09:00'), isDropped: false },
  ])
  expect(of('next', told)).toMatchObject([{ messageId: 3, endedAt: null }])
  expect(of('resolution', told)).toMatchObject([
    { messageId: 1, isDropped: false },
    { messageId: 3, endedAt: null },
  ])
})

test('spam ends all clocks for nothing; taken up again they go on where they ended', () => {
  const told = [asked('2026-11-24T09:00:00+09:00'), status('2026-11-24T10:00:00+09:00', 'spam')]
  expect(clocksOf(policy, tokyo, told).all).toMatchObject([{ isDropped: true }, { isDropped: true }])
  const back = [...told, status('2026-11-24T13:00:00+09:00', 'open')]
  expect(dueOf(of('first', back)[0])).toBe('2026-11-24T16:00:00+09:00')
})

test('resolved and opened again by hand, the answer that was given stays given', () => {
  const told = [
    asked('2026-11-24T09:00:00+09:00'),
    answered('2026-11-24T10:00:00+09:00'),
    status('2026-11-24T10:00:00+09:00', 'resolved'),
    status('2026-11-24T15:00:00+09:00', 'open'),
  ]
  expect(of('first', told)[0]?.endedAt).toBe(at('2026-11-24T10:00:00+09:00'))
  expect(of('resolution', told)).toMatchObject([{ endedAt: null, leftMs: 15 * 3_600_000 }])
})

test('the hour that comes twice is worked twice, and the one left out is not', () => {
  const by: Policy = { ...policy, minutes: { ...policy.minutes, first: 300 } }
  expect(dueOf(of('first', [asked('2026-11-01T00:00:00-04:00')], newYork, by)[0], newYork, by)).toBe(
    '2026-11-01T04:00:00-05:00',
  )
  expect(dueOf(of('first', [asked('2026-03-08T00:00:00-05:00')], newYork, by)[0], newYork, by)).toBe(
    '2026-03-08T06:00:00-04:00',
  )
})

const states = ['open', 'pending_customer', 'pending_client', 'on_hold', 'resolved', 'closed', 'spam']
const someHappening = (from: number) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 12 * 24 * 60 }),
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom(...states),
    )
    .map(([minute, what, to]): Happening => {
      const moment = from + minute * 60_000
      if (what === 0) return { at: moment, what: 'asked', messageId: minute }
      if (what === 1) return { at: moment, what: 'answered' }
      return { at: moment, what: 'status', status: to }
    })
const someHistory = fc
  .constantFrom(at('2026-11-18T00:00:00Z'), at('2026-10-28T00:00:00Z'), at('2026-03-05T00:00:00Z'))
  .chain((from) => fc.array(someHappening(from), { maxLength: 14 }))
const someCalendar = fc.constantFrom(tokyo, newYork)
const somePolicy = fc.constantFrom<Policy>(
  policy,
  { ...policy, counts: 'clock' },
  { ...policy, pauses: ['on_hold'] },
)

test('reckoned anew or hearing one thing after the other comes to the same', () =>
  fc.assert(
    fc.property(someHistory, someCalendar, somePolicy, fc.nat(14), (history, calendar, by, cut) => {
      const told = inOrder(history)
      const before = clocksOf(by, calendar, told.slice(0, cut))
      const later = told.slice(cut).reduce((clocks, one) => hear(by, calendar, clocks, one), before)
      expect(later).toEqual(told.reduce((clocks, one) => hear(by, calendar, clocks, one), noClocks))
    }),
  ))

test('the time a clock has run and what is left of it are together its target, however often it has stood', () =>
  fc.assert(
    fc.property(someHistory, someCalendar, somePolicy, (history, calendar, by) => {
      const told = inOrder(history)
      for (let upTo = 1; upTo <= told.length; upTo++) {
        const end = told[upTo - 1]?.at ?? 0
        for (const clock of clocksOf(by, calendar, told.slice(0, upTo)).all) {
          if (clock.endedAt !== null) continue
          const target = (by.minutes[clock.kind] ?? 0) * 60_000
          const ran = target - leftAt(by, calendar, clock, end)
          const onWall =
            end - clock.startedAt - clock.stoodMs - (clock.pausedAt === null ? 0 : end - clock.pausedAt)
          if (by.counts === 'clock') expect(ran).toBe(onWall)
          else expect(ran).toBeLessThanOrEqual(onWall)
          const due = dueAt(by, calendar, clock)
          if (due !== undefined && clock.runsSince !== null && clock.leftMs >= 0 && by.counts === 'business')
            expect(Math.round(openMinutes(calendar, clock.runsSince, due) * 60_000)).toBe(clock.leftMs)
        }
      }
    }),
  ))

test('at most one clock for an answer and one for the whole run at a time', () =>
  fc.assert(
    fc.property(someHistory, someCalendar, somePolicy, (history, calendar, by) => {
      const running = clocksOf(by, calendar, history).all.filter((one) => one.endedAt === null)
      expect(running.filter((one) => one.kind !== 'resolution').length).toBeLessThanOrEqual(1)
      expect(running.filter((one) => one.kind === 'resolution').length).toBeLessThanOrEqual(1)
    }),
  ))

test('what happened at the same moment is heard in one order, whichever way it was read', () =>
  fc.assert(
    fc.property(someHistory, fc.nat(), (history, seed) => {
      const equal = history.map((one) => ({ ...one, at: at('2026-11-24T09:00:00+09:00') }))
      const distinct = equal.filter(
        (one, index) => equal.findIndex((other) => other.what === one.what) === index,
      )
      const turned = distinct.map((_, index) => distinct[(index + seed) % distinct.length] as Happening)
      expect(inOrder(turned)).toEqual(inOrder(distinct))
    }),
  ))
