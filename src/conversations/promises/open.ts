import type { Tx } from '#platform/database.ts'
import type { Conversation } from '../door.ts'

/** How many promises of a conversation are open now, after what this transaction has done to them. */
export async function openPromises(tx: Tx, conversation: Conversation): Promise<number> {
  const { open_promises } = await tx
    .selectFrom('conversations')
    .select('open_promises')
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .executeTakeFirstOrThrow()
  return open_promises
}
