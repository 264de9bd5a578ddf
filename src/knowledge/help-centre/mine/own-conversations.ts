import { ended } from '#conversations/change-status.ts'
import type { Tx } from '#platform/database.ts'
import type { Owner } from './link.ts'

export type OwnConversation = {
  id: number
  subject: string
  turn: 'ours' | 'theirs' | 'done'
  lastAt: Date
  score: number | null
}

const most = 100

/** The conversations of one customer, newest first; `id`: that one alone, if it is theirs. */
export async function ownConversations(tx: Tx, owner: Owner, id?: number): Promise<OwnConversation[]> {
  const query = tx
    .selectFrom('conversations as c')
    .leftJoin('ratings', (join) =>
      join.onRef('ratings.brand_id', '=', 'c.brand_id').onRef('ratings.conversation_id', '=', 'c.id'),
    )
    .select(['c.id', 'c.subject', 'c.status', 'c.last_message_at', 'c.created_at', 'ratings.score'])
    .where('c.brand_id', '=', owner.brandId)
    .where('c.customer_id', '=', owner.customerId)
    .where('c.merged_into_id', 'is', null)
    .orderBy('c.last_message_at', 'desc')
    .limit(most)
  const rows = await (id === undefined ? query : query.where('c.id', '=', id)).execute()
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    turn: ended.some((one) => one === row.status)
      ? 'done'
      : row.status === 'pending_customer'
        ? 'theirs'
        : 'ours',
    lastAt: row.last_message_at ?? row.created_at,
    score: row.score,
  }))
}
