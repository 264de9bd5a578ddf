import { expect, test } from 'vitest'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { promisesIn } from './found.ts'
import { promiseTimes } from './times.ts'

const nineToSix = [{ from: 540, to: 1_080 }]
const tokyo: Calendar = {
  zone: 'Asia/Tokyo',
  week: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []],
  closed: new Set(['2026-11-23']),
  open: new Map(),
}
// A Friday, 11:00 in Tokyo; the Monday after it is a holiday.
const at = new Date('2026-11-20T11:00:00+09:00')
const inTokyo = (date: Date | null | undefined) =>
  date
    ? Temporal.Instant.fromEpochMilliseconds(date.getTime())
        .toZonedDateTimeISO('Asia/Tokyo')
        .toPlainDateTime()
        .toString()
    : null
const found = (text: string) => promisesIn(text, tokyo, at).map(({ means, dueAt }) => [means, inTokyo(dueAt)])

test.each([
  ['確認して、折り返しお電話いたします。', [['call', null]]],
  ['明日の15時までにご連絡いたします。', [['reply', '2026-11-21T15:00:00']]],
  ['２営業日以内にご返信いたします。', [['reply', '2026-11-25T18:00:00']]],
  ['本日中に調査いたします。', [['reply', '2026-11-20T18:00:00']]],
  ['24時間以内に折り返しご連絡差し上げます。', [['call', '2026-11-21T11:00:00']]],
  ['来週火曜日にご報告いたします。', [['reply', '2026-11-24T18:00:00']]],
  ['11月27日(金) 17:00までにお返事させていただきます。', [['reply', '2026-11-27T17:00:00']]],
  ['今週中に返金いたします。', [['reply', '2026-11-20T18:00:00']]],
  ['We will call you back by tomorrow 3 pm.', [['call', '2026-11-21T15:00:00']]],
  ["I'll get back to you within two business days.", [['reply', '2026-11-25T18:00:00']]],
  ['You will hear from us by the end of the day.', [['reply', '2026-11-20T18:00:00']]],
  ['We’re going to follow up on Tuesday.', [['reply', '2026-11-24T18:00:00']]],
  ['We will ship the replacement within 24 hours.', [['reply', '2026-11-21T11:00:00']]],
])('「%s」 promises something', (text, expected) => expect(found(text)).toEqual(expected))

test.each([
  'ご連絡いただきありがとうございます。',
  '昨日ご連絡いたしました。',
  'お手数ですが、ご返信ください。',
  'お電話での対応はいたしかねます。',
  'この商品は防水加工を確認しています。',
  'Please call us if anything is missing.',
  'We will not contact you about this again.',
  'You can reply to this mail.',
  '> We will call you back tomorrow.',
  '',
  '😀',
])('「%s」 promises nothing', (text) => expect(found(text)).toEqual([]))

test('each promise of a long text is found with its own sentence', () => {
  const text =
    'Thank you for waiting.\n\nI will check with the warehouse and get back to you by Tuesday noon. The parcel is on its way.\n\nWe’ll also call you tomorrow.'
  expect(promisesIn(text, tokyo, at).map(({ sentence }) => sentence)).toEqual([
    'I will check with the warehouse and get back to you by Tuesday noon.',
    'We’ll also call you tomorrow.',
  ])
})

test('times offered follow the calendar: weekends and holidays are nobody’s days', () => {
  const offered = (from: string) =>
    promiseTimes(tokyo, new Date(from)).map(({ key, dueAt }) => `${key} ${inTokyo(dueAt)}`)
  expect(offered('2026-11-20T11:07:00+09:00')).toEqual([
    'two_hours 2026-11-20T13:15:00',
    'today 2026-11-20T18:00:00',
    'next_morning 2026-11-24T12:00:00',
    'next_day 2026-11-24T18:00:00',
    'three_days 2026-11-26T18:00:00',
  ])
  expect(offered('2026-11-20T17:00:00+09:00')[0]).toBe('today 2026-11-20T18:00:00')
  expect(offered('2026-11-20T20:00:00+09:00')[0]).toBe('two_hours 2026-11-24T11:00:00')
})

test('a calendar that never opens offers nothing, and one that never closes ends its days at midnight', () => {
  const none: Calendar = { ...tokyo, week: [[], [], [], [], [], [], []] }
  expect(promiseTimes(none, at)).toEqual([])
  const day = [{ from: 0, to: 1_440 }]
  const always: Calendar = { ...tokyo, week: [day, day, day, day, day, day, day], closed: new Set() }
  expect(promiseTimes(always, at).map(({ dueAt }) => inTokyo(dueAt))).toEqual([
    '2026-11-20T13:00:00',
    '2026-11-21T00:00:00',
    '2026-11-21T12:00:00',
    '2026-11-22T00:00:00',
    '2026-11-24T00:00:00',
  ])
})
