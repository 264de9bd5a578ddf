import { sql } from 'kysely'
import { fieldValues, type FieldWish } from '#customers/fields/contract.ts'
import { fillIn } from '#customers/fields/fill-in.ts'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Conversation } from './door.ts'

/** Fills in the brand's own fields; values that stand already change nothing and record nothing. */
export async function changeFields(
  tx: Tx,
  conversation: Conversation,
  wish: { fields: FieldWish; actor: Actor },
): Promise<void> {
  const before = fieldValues.parse(conversation.fields)
  const whose = { brandId: conversation.brand_id, about: 'conversation' as const }
  const { after, changed } = await fillIn(tx, whose, before, wish.fields)
  if (changed.length === 0) return
  await sql`update conversations set fields = ${asJson(after)}::jsonb
    where brand_id = ${conversation.brand_id} and id = ${conversation.id}`.execute(tx)
  const only = (values: Record<string, unknown>) =>
    Object.fromEntries(changed.map((key) => [key, values[key] ?? null]))
  await record(tx, {
    type: 'conversation.fields_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: only(before), to: only(after) },
  })
}
