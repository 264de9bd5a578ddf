import { changeStatus } from '#conversations/change-status.ts'
import { status } from '#conversations/contract.ts'
import { m } from '#texts'
import { action } from '../action.ts'

export const setStatus = action({
  key: 'status',
  words: m.rules_do_status,
  takes: { status: { kind: 'one', from: 'status' } },
  causes: ['status_changed'],
  foresee: (value) => ({ status: String(value.status) }),
  act: (tx, { conversation, actor }, value) =>
    changeStatus(tx, conversation, { status: status.parse(value.status), actor }),
})
