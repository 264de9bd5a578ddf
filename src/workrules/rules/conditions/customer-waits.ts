import { m } from '#texts'
import { condition } from '../condition.ts'

export const customerWaits = condition({
  key: 'customer_waits',
  words: m.rules_if_customer_waits,
  takes: { kind: 'nothing' },
  compile:
    () =>
    ({ conversation }) =>
      conversation.waitingSince !== null,
})
