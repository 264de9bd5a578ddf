import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Incoming } from './incoming.ts'

/** Which of these messages have been taken in before, by the platform's own ids. */
export async function alreadyHere(
  tx: Tx,
  messages: readonly Incoming[],
): Promise<Map<Incoming, { conversationId: number; messageId: number }>> {
  const { rows } = await sql<{ at: number; messageId: number; conversationId: number }>`
    select one.at::int - 1 as at, m.id as "messageId", m.conversation_id as "conversationId"
    from unnest(${messages.map((one) => one.brandId)}::bigint[], ${messages.map((one) => one.externalId)}::text[])
      with ordinality as one (brand_id, external_id, at)
    cross join lateral (
      select id, conversation_id from messages where brand_id = one.brand_id and external_id = one.external_id limit 1
    ) as m`.execute(tx)
  const known = new Map<Incoming, { conversationId: number; messageId: number }>()
  for (const { at, ...row } of rows) {
    const message = messages[at]
    if (message) known.set(message, row)
  }
  return known
}
