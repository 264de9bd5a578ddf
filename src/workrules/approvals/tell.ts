import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { ApprovalRow } from './stored.ts'

/** Records what happened to an approval, on its conversation. */
export async function tellOf(
  tx: Tx,
  approval: ApprovalRow,
  actor: Actor,
  type: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  const { brand_id: brandId, id, for_kind, for_id, subject, asked_by_id } = approval
  await record(tx, {
    type,
    brandId,
    conversationId: approval.conversation_id,
    actor,
    data: { approvalId: id, for: { kind: for_kind, id: for_id }, subject, askedById: asked_by_id, ...data },
  })
}
