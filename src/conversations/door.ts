import type { Selectable } from 'kysely'
import type { Conversations } from '#database/tables.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'

export type Conversation = Selectable<Conversations>

/**
 * The only way to one conversation for somebody: what stands outside the caller's brands is not there. `'change'` locks the row
 * first, so that events of one conversation get their ids in the order in which they are committed.
 */
export async function conversationFor(tx: Tx, id: number, intent: 'read' | 'change'): Promise<Conversation> {
  const query = tx
    .selectFrom('conversations')
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
  const found = await (intent === 'change' ? query.forUpdate() : query).executeTakeFirst()
  if (!found) throw notFound('conversation')
  return found
}
