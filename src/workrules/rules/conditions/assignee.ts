import { m } from '#texts'
import { condition } from '../condition.ts'

export const ofAssignee = condition({
  key: 'assignee',
  words: m.rules_if_assignee,
  takes: { kind: 'many', from: 'staff' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation }) => wanted.has(conversation.assigneeId ?? 'none')
  },
})
