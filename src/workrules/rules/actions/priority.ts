import { changePriority } from '#conversations/change-priority.ts'
import { priority } from '#conversations/contract.ts'
import { m } from '#texts'
import { action } from '../action.ts'

export const setPriority = action({
  key: 'priority',
  words: m.rules_do_priority,
  takes: { priority: { kind: 'one', from: 'priority' } },
  causes: ['priority_changed'],
  foresee: (value) => ({ priority: String(value.priority) }),
  act: (tx, { conversation, actor }, value) =>
    changePriority(tx, conversation, { priority: priority.parse(value.priority), actor }),
})
