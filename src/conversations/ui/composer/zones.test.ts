import { expect, test } from 'vitest'
import { clockIn, eachMomentOnce, hourIn, localInput, momentOf, weekdayIn } from './zones.ts'

const now = new Date('2026-03-07T20:30:00Z')

test('nine in the morning is nine on the customer’s own clock', () => {
  expect(clockIn('Asia/Tokyo', 1, 9, now).toISOString()).toBe('2026-03-09T00:00:00.000Z')
  expect(clockIn('Europe/London', 1, 9, now).toISOString()).toBe('2026-03-08T09:00:00.000Z')
})

test('a night in which summer time begins does not shift the morning', () => {
  expect(clockIn('America/Los_Angeles', 1, 9, now).toISOString()).toBe('2026-03-08T16:00:00.000Z')
})

test('today is the day of that zone, not of this machine', () => {
  expect(hourIn('Asia/Tokyo', now)).toBe(5)
  expect(weekdayIn('Asia/Tokyo', now)).toBe(7)
  expect(weekdayIn('America/Los_Angeles', now)).toBe(6)
})

test('what is typed into a time field is meant on the person’s own clock', () => {
  expect(momentOf('Asia/Tokyo', '2026-03-08T09:00').toISOString()).toBe('2026-03-08T00:00:00.000Z')
  expect(localInput('America/Los_Angeles', now)).toBe('2026-03-07T12:30')
  expect(momentOf('America/Los_Angeles', localInput('America/Los_Angeles', now))).toEqual(now)
})

test('a moment is offered once, by the first of its names', () => {
  const at = (time: string) => new Date(`2026-11-23T${time}:00Z`)
  const choices = [
    { name: 'In the morning', at: at('09:00') },
    { name: 'On Monday', at: at('09:00') },
    { name: 'In two hours', at: at('11:00') },
  ]
  expect(eachMomentOnce(choices).map(({ name }) => name)).toEqual(['In the morning', 'In two hours'])
})
