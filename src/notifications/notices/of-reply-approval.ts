import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { tellStaff } from './tell-staff.ts'

/** A reply that waits is for those who lead, but not for who wrote it; what they decided is for who wrote it. */
export async function ofReplyApproval(tx: Tx, event: RecordedEvent): Promise<number[]> {
  const { authorId, approvalId } = event.data as { authorId?: number; approvalId: number }
  const data = { approvalId }
  if (event.type === 'reply_approval.approved')
    return tellStaff(tx, event, 'reply_approved', authorId ? [authorId] : [], data)
  if (event.type === 'reply_approval.sent_back')
    return tellStaff(tx, event, 'reply_sent_back', authorId ? [authorId] : [], data)
  const leads = await tx
    .selectFrom('staff')
    .select('id')
    .where('role', 'in', ['admin', 'supervisor'])
    .$if(authorId !== undefined, (query) => query.where('id', '<>', authorId ?? 0))
    .execute()
  return tellStaff(
    tx,
    event,
    'reply_to_approve',
    leads.map((row) => row.id),
    data,
  )
}
