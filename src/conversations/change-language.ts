import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Conversation } from './door.ts'

/** Says which language it is in when the detection was wrong; later messages follow it where they are too short to tell. */
export async function changeLanguage(
  tx: Tx,
  conversation: Conversation,
  wish: { language: string; actor: Actor },
): Promise<void> {
  if (conversation.language === wish.language) return
  await tx
    .updateTable('conversations')
    .set({ language: wish.language })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.language_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.language, to: wish.language },
  })
}
