import { m } from '#texts'
import { condition } from '../condition.ts'

export const ofPriority = condition({
  key: 'priority',
  words: m.rules_if_priority,
  takes: { kind: 'many', from: 'priority' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation }) => wanted.has(conversation.priority)
  },
})
