import { m } from '#texts'
import { condition } from '../condition.ts'
import { isWithin } from '../fields.ts'

export const hasConversations = condition({
  key: 'customer_conversations',
  words: m.rules_if_customer_conversations,
  takes: { kind: 'range', least: 1, most: 100_000 },
  compile:
    (range) =>
    ({ customer }) =>
      isWithin(range, customer.conversations),
})
