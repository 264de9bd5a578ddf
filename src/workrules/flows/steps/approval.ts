import { askApproval } from '../../approvals/ask.ts'
import { momentIf } from '../moment.ts'
import { starterOf } from '../starter.ts'
import type { Enter } from './step.ts'

/** Asks somebody, or whoever leads, to say yes, and waits for the decision. Whoever started the run has asked and does not decide. */
export const enterApproval: Enter<'approval'> = async (tx, { conversation, run, actor }, step) => {
  const dueAt = await momentIf(tx, conversation, step.atMost)
  const leads = { staffIds: [], roles: ['supervisor' as const, 'admin' as const] }
  const approvalId = await askApproval(tx, conversation, {
    for: { kind: 'flow', id: run.id },
    subject: { en: step.what, ja: step.what },
    why: run.flowName,
    by: {
      levels: [
        {
          name: step.name || run.flowName.slice(0, 60),
          ...(step.staffId === null ? leads : { staffIds: [step.staffId], roles: [] }),
          needs: 'any',
          minutes: null,
        },
      ],
    },
    askedById: await starterOf(tx, run),
    actor,
  })
  const types = ['approval.decided', 'approval.withdrawn']
  return {
    detail: { approvalId },
    waiting: { waitsFor: 'approval', types, knows: { approvalId }, dueAt },
  }
}
