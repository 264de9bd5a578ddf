import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { deciders } from '#workrules/approvals/mail-approvers.ts'
import { tellStaff } from './tell-staff.ts'

/** Those who can decide now; once decided, whoever asked; what is late, the admins as well; what is asked no longer, those who could have decided. */
export async function ofApproval(tx: Tx, event: RecordedEvent): Promise<number[]> {
  const { approvalId, askedById } = event.data as { approvalId: number; askedById?: number | null }
  if (event.type === 'approval.decided')
    return askedById ? tellStaff(tx, event, 'approval_decided', [askedById], event.data) : []
  const isWithdrawn = event.type === 'approval.withdrawn'
  const asked = await deciders(tx, event.brandId, approvalId, isWithdrawn ? 'withdrawn' : 'waiting')
  if (isWithdrawn) return tellStaff(tx, event, 'approval_withdrawn', asked, event.data)
  if (event.type !== 'approval.overdue') return tellStaff(tx, event, 'approval_asked', asked, event.data)
  const admins = await tx.selectFrom('staff').select('id').where('role', '=', 'admin').execute()
  const others = admins.map(({ id }) => id).filter((id) => id !== askedById)
  return tellStaff(tx, event, 'approval_overdue', [...asked, ...others], event.data)
}
