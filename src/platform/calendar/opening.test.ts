import { expect, test } from 'vitest'
import { openingAt } from './opening.ts'
import { writtenCalendar } from './written.ts'

const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const on = (days: string[], ...interval: string[]) => Object.fromEntries(days.map((day) => [day, [interval]]))
const weekdays = on(all.slice(0, 5), '10:00', '18:00')

test.each([
  ['a Friday at noon in Tokyo', weekdays, '2026-11-20T03:00:00Z', true, '2026-11-20T09:00:00.000Z'],
  ['a Friday evening: until Monday', weekdays, '2026-11-20T10:00:00Z', false, '2026-11-23T01:00:00.000Z'],
  [
    'a bar that closes after midnight',
    on(['sat'], '20:00', '02:00'),
    '2026-11-21T16:00:00Z',
    true,
    '2026-11-21T17:00:00.000Z',
  ],
  ['around the clock', on(all, '00:00', '24:00'), '2026-11-21T16:00:00Z', true, null],
])('opening hours: %s', (_name, week, at, isOpen, changesAt) => {
  const opening = openingAt(writtenCalendar.parse({ zone: 'Asia/Tokyo', week }), new Date(at))
  expect([opening.isOpen, opening.changesAt?.toISOString() ?? null]).toEqual([isOpen, changesAt])
})

test('a clock change moves the opening with the clock', () => {
  const sundays = writtenCalendar.parse({ zone: 'America/New_York', week: on(['sun'], '09:00', '17:00') })
  const opening = openingAt(sundays, new Date('2026-11-01T04:30:00Z'))
  expect(opening.changesAt?.toISOString()).toBe('2026-11-01T14:00:00.000Z')
})
