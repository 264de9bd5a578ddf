import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { toSearchVector } from '#platform/search-text.ts'
import type { Conversation } from './door.ts'

/** Names it better for us. Mails of the customer are still recognised by the subject they were written under. */
export async function changeSubject(
  tx: Tx,
  conversation: Conversation,
  wish: { subject: string; actor: Actor },
): Promise<void> {
  if (conversation.subject === wish.subject) return
  await tx
    .updateTable('conversations')
    .set({ subject: wish.subject })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await makeFindable(tx, conversation, wish.subject)
  await record(tx, {
    type: 'conversation.subject_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.subject, to: wish.subject },
  })
}

/** The new name leads to the conversation's newest message, or to the one that an earlier name leads to already. */
async function makeFindable(tx: Tx, conversation: Conversation, subject: string): Promise<void> {
  const { brand_id, id } = conversation
  await sql`
    with named as (
      update messages set details = details || ${JSON.stringify({ named: subject })}::jsonb
      where brand_id = ${brand_id} and id = (
        select id from messages where brand_id = ${brand_id} and conversation_id = ${id}
        order by details ? 'named' desc, id desc limit 1)
      returning id
    )
    update message_search set tokens = tokens || ${toSearchVector(subject)}::tsvector
    from named where message_search.brand_id = ${brand_id} and message_search.message_id = named.id`.execute(
    tx,
  )
}
