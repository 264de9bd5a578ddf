import { type Selectable, sql } from 'kysely'
import type { Conversations } from '#database/tables.ts'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { notFound, Refusal } from '#platform/refusal.ts'

export type Conversation = Selectable<Conversations>

/**
 * The only way to one conversation for somebody: what stands outside the caller's brands is not there. `'change'` locks the row
 * first, so that events of one conversation get their ids in the order in which they are committed, and refuses one that was merged
 * away; `'unmerge'` locks that one too.
 */
export async function conversationFor(
  tx: Tx,
  id: number,
  intent: 'read' | 'change' | 'unmerge',
): Promise<Conversation> {
  const query = tx
    .selectFrom('conversations')
    .modifyFront(sql`/* kept */`)
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
  const found = await (intent === 'read' ? query : query.forUpdate()).executeTakeFirst()
  if (!found) throw notFound('conversation')
  if (intent === 'change' && found.merged_into_id !== null) throw mergedAway(found.merged_into_id)
  return found
}

function mergedAway(number: number): Refusal {
  return new Refusal(409, 'merged_away', (locale) => m.conversations_merged_away({ number }, { locale }), {
    more: { mergedIntoId: number },
  })
}
