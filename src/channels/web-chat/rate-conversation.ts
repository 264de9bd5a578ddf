import { conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import { conversationIdOf, type Visitor } from './visitor.ts'

/** The visitor says how it went; the last word counts. */
export async function rateConversation(
  tx: Tx,
  visitor: Visitor,
  rating: { score: number; comment: string },
): Promise<void> {
  const id = await conversationIdOf(tx, visitor)
  if (id === null || visitor.customer_id === null) throw notFound('conversation')
  const conversation = await conversationFor(tx, id, 'change')
  const before = await tx
    .selectFrom('ratings')
    .select(['score', 'comment'])
    .where('brand_id', '=', visitor.brand_id)
    .where('conversation_id', '=', id)
    .executeTakeFirst()
  if (before && before.score === rating.score && before.comment === rating.comment) return
  await tx
    .insertInto('ratings')
    .values({ brand_id: visitor.brand_id, conversation_id: id, ...rating })
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(rating))
    .execute()
  await record(tx, {
    type: 'conversation.rated',
    brandId: visitor.brand_id,
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    actor: { kind: 'customer', id: visitor.customer_id },
    data: rating,
  })
}
