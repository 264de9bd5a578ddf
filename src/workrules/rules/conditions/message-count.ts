import { m } from '#texts'
import { condition } from '../condition.ts'
import { isWithin } from '../fields.ts'

export const hasMessages = condition({
  key: 'message_count',
  words: m.rules_if_message_count,
  takes: { kind: 'range', least: 1, most: 10_000 },
  compile:
    (range) =>
    ({ conversation }) =>
      isWithin(range, conversation.messages),
})
