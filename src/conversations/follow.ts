import type { Tx } from '#platform/database.ts'
import type { Conversation } from './door.ts'

type Place = Pick<Conversation, 'brand_id' | 'id'>

/** Follows: told when the customer writes. A matter of one person, so the timeline does not tell of it. */
export async function follow(tx: Tx, conversation: Place, staffId: number): Promise<void> {
  await tx
    .insertInto('followers')
    .values({ brand_id: conversation.brand_id, conversation_id: conversation.id, staff_id: staffId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function unfollow(tx: Tx, conversation: Place, staffId: number): Promise<void> {
  await tx
    .deleteFrom('followers')
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('staff_id', '=', staffId)
    .execute()
}
