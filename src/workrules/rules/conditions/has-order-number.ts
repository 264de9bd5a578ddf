import { m } from '#texts'
import { condition } from '../condition.ts'

export const hasOrderNumber = condition({
  key: 'has_order_number',
  words: m.rules_if_has_order_number,
  takes: { kind: 'nothing' },
  compile:
    () =>
    ({ conversation }) =>
      conversation.orderNumber !== null,
})
