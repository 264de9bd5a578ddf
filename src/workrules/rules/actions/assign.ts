import { assign } from '#conversations/assign.ts'
import { m } from '#texts'
import { action } from '../action.ts'

export const assignTo = action({
  key: 'assign',
  words: m.rules_do_assign,
  takes: { staffId: { kind: 'one', from: 'staff' } },
  causes: ['assigned'],
  foresee: ({ staffId }, { status }) => ({
    assigneeId: staffId === 'none' ? null : Number(staffId),
    ...(status === 'new' && staffId !== 'none' ? { status: 'open' } : {}),
  }),
  act: (tx, { conversation, actor }, { staffId }) =>
    assign(tx, conversation, { staffId: staffId === 'none' ? null : Number(staffId), actor }),
})
