import { expect, test } from 'vitest'
import { openCrowd } from './crowd.ts'

test('one address opens only so many chats, and a place that is left is free again', () => {
  const crowd = openCrowd(2)
  expect([1, 2, 3].map(() => crowd.enter('8.8.8.8'))).toEqual([true, true, false])
  expect(crowd.enter('2001:4860::1')).toBe(true)
  crowd.leave('8.8.8.8')
  expect([crowd.enter('8.8.8.8'), crowd.enter('8.8.8.8')]).toEqual([true, false])
})

test('a proxy of one’s own network may speak for everybody', () => {
  const crowd = openCrowd(1)
  expect([crowd.enter('127.0.0.1'), crowd.enter('10.0.0.7'), crowd.enter('127.0.0.1')]).toEqual([
    true,
    true,
    true,
  ])
})
