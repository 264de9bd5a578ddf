import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { lockedConversation } from '../approvals/stored.ts'

/**
 * A restatement whose message was taken back before it left was never sent: the complaint stands as the one before it left it. One that
 * was answered meanwhile stays. It may run twice.
 */
export async function takeBackRestatement(db: Database, event: RecordedEvent): Promise<void> {
  const { brandId, conversationId, messageId } = event
  if (conversationId === null || messageId === null) return
  await inBrands(db, [brandId], async (tx) => {
    const sent = tx
      .selectFrom('complaint_restatements')
      .select(['id', 'complaint_id'])
      .where('brand_id', '=', brandId)
      .where('message_id', '=', messageId)
      .where('answer', 'is', null)
    if (!(await sent.executeTakeFirst())) return
    const conversation = await lockedConversation(tx, conversationId)
    const gone = await sent.executeTakeFirst()
    if (!gone) return
    await tx
      .deleteFrom('complaint_restatements')
      .where('brand_id', '=', brandId)
      .where('id', '=', gone.id)
      .execute()
    const last = await tx
      .selectFrom('complaint_restatements')
      .select(['revision', 'answer'])
      .where('brand_id', '=', brandId)
      .where('complaint_id', '=', gone.complaint_id)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    await tx
      .updateTable('complaints')
      .set({ state: stateAfter(last), restated_revision: last?.revision ?? null })
      .where('brand_id', '=', brandId)
      .where('id', '=', gone.complaint_id)
      .execute()
    await record(tx, {
      type: 'complaint.taken_back',
      brandId,
      conversationId: conversation.id,
      messageId,
      actor: { kind: 'system' },
      data: { complaintId: gone.complaint_id },
    })
  })
}

function stateAfter(last: { answer: string | null } | undefined) {
  if (!last) return 'noted'
  if (last.answer === null) return 'restated'
  return last.answer === 'right' ? 'confirmed' : 'corrected'
}
