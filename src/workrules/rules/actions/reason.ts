import { changeReason } from '#conversations/change-reason.ts'
import { m } from '#texts'
import { action } from '../action.ts'

export const setReason = action({
  key: 'reason',
  words: m.rules_do_reason,
  takes: { reasonId: { kind: 'one', from: 'reason' } },
  causes: ['reason_changed'],
  foresee: ({ reasonId }) => ({ reasonId: reasonId === 'none' ? null : Number(reasonId) }),
  act: (tx, { conversation, actor }, { reasonId }) =>
    changeReason(tx, conversation, { reasonId: reasonId === 'none' ? null : Number(reasonId), actor }),
})
