import { m } from '#texts'
import { condition } from '../condition.ts'
import { isWithin } from '../fields.ts'

const minute = 60_000

export const hasWaited = condition({
  key: 'waiting_minutes',
  words: m.rules_if_waiting_minutes,
  takes: { kind: 'range', least: 1, most: 525_600 },
  compile:
    (range) =>
    ({ conversation: { waitingSince }, at }) =>
      waitingSince !== null && isWithin(range, Math.floor((at - waitingSince) / minute)),
})
