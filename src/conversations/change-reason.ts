import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'

/** Says what it is about, for the figures. An archived reason is kept where it stands and not given anew. */
export async function changeReason(
  tx: Tx,
  conversation: Conversation,
  wish: { reasonId: number | null; actor: Actor },
): Promise<void> {
  if (conversation.reason_id === wish.reasonId) return
  if (wish.reasonId !== null) await refuseUnknown(tx, conversation.brand_id, wish.reasonId)
  await tx
    .updateTable('conversations')
    .set({ reason_id: wish.reasonId })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.reason_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.reason_id, to: wish.reasonId },
  })
}

async function refuseUnknown(tx: Tx, brandId: number, reasonId: number): Promise<void> {
  const reason = await tx
    .selectFrom('contact_reasons')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('id', '=', reasonId)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!reason)
    throw invalid('reasonId', 'reason_unknown', (locale) => m.conversations_reason_unknown({}, { locale }))
}
