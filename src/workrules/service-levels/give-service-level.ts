import type { Conversation } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'

/**
 * Gives a conversation a service level in place of the first whose conditions fit; with null those decide again. Its clocks are reckoned anew.
 * The one it has already records nothing.
 */
export async function giveServiceLevel(
  tx: Tx,
  conversation: Conversation,
  wish: { serviceLevelId: number | null; actor: Actor },
): Promise<void> {
  const { brand_id: brandId, id: conversationId, service_level_id: from } = conversation
  const { serviceLevelId: to, actor } = wish
  if (from === to) return
  await tx
    .updateTable('conversations')
    .set({ service_level_id: to })
    .where('brand_id', '=', brandId)
    .where('id', '=', conversationId)
    .execute()
  const type = 'conversation.service_level_changed'
  await record(tx, { type, brandId, conversationId, actor, data: { from, to } })
}
