import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Conversation } from './door.ts'

/**
 * The message an answer by mail quotes below itself: what the customer wrote or got last. Kept with the answer, so that it quotes what
 * its writer answered, however late it leaves. Chat shows what was said before by itself.
 */
export async function quotedBy(tx: Tx, conversation: Conversation): Promise<number | undefined> {
  if (conversation.channel !== 'email' && conversation.channel !== 'form') return undefined
  const { rows } = await sql<{ id: number }>`
    select id from messages
    where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and kind = 'message'
      and (direction = 'in' or direction = 'out' and delivery_state in ('sent', 'delivered', 'read') and not details ? 'forwardOf')
    order by id desc limit 1`.execute(tx)
  return rows[0]?.id
}
