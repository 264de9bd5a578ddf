import { m } from '#texts'
import { condition } from '../condition.ts'

export const inOpenHours = condition({
  key: 'open_hours',
  words: m.rules_if_open_hours,
  takes: { kind: 'nothing' },
  compile:
    () =>
    ({ isOpenHour }) =>
      isOpenHour,
})
