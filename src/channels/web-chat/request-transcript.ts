import { sql } from 'kysely'
import { attempt } from '#channels/rate-limit.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound, tooMany } from '#platform/refusal.ts'
import { m } from '#texts'
import { conversationIdOf, type Visitor } from './visitor.ts'

const mostADay = 3

/**
 * The visitor wants the conversation by mail, at the address they gave; a few
 * times a day, so that nobody is bombarded through us.
 */
export async function requestTranscript(tx: Tx, visitor: Visitor): Promise<void> {
  const id = await conversationIdOf(tx, visitor)
  if (id === null || visitor.customer_id === null) throw notFound('conversation')
  if (visitor.email === null) {
    throw invalid('email', 'address_needed', (locale) => m.chat_address_needed({}, { locale }))
  }
  await conversationFor(tx, id, 'change')
  const { rows } = await sql<{ count: number }>`
    select count(*) from events where brand_id = ${visitor.brand_id} and conversation_id = ${id}
      and type = 'conversation.transcript_requested' and at > now() - interval '1 day'`.execute(tx)
  if (Number(rows[0]?.count) >= mostADay) throw tooMany(3_600)
  // The address proves nothing: whoever begins one conversation after another must not flood it either.
  const key = `transcript:${visitor.brand_id}:${visitor.email}`
  await attempt({ open: tx }, key, { most: mostADay, seconds: 86_400 })
  await record(tx, {
    type: 'conversation.transcript_requested',
    brandId: visitor.brand_id,
    conversationId: id,
    customerId: visitor.customer_id,
    actor: { kind: 'customer', id: visitor.customer_id },
    data: { to: visitor.email, language: visitor.language },
  })
}
