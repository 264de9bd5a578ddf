import { m } from '#texts'
import { condition } from '../condition.ts'

export const ofStatus = condition({
  key: 'status',
  words: m.rules_if_status,
  takes: { kind: 'many', from: 'status' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation }) => wanted.has(conversation.status)
  },
})
