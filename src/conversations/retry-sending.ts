import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { Address } from './contract.ts'
import { conversationFor } from './door.ts'
import { setLeaving } from './leaving.ts'
import { refuseUnapproved } from './reply-approvals/needed.ts'

/** A person decides to send once more what failed, or what nobody knows the outcome of; where an address was wrong, to another. */
export async function retrySending(
  tx: Tx,
  caller: Caller,
  messageId: number,
  wish: { to?: Address[] | undefined } = {},
): Promise<void> {
  const known = await tx
    .selectFrom('messages')
    .select(['brand_id', 'conversation_id'])
    .where('brand_id', 'in', [...tx.inBrands])
    .where('id', '=', messageId)
    .where('direction', '=', 'out')
    .executeTakeFirst()
  if (!known) throw notFound('message')
  const conversation = await conversationFor(tx, known.conversation_id, 'change')
  // Whoever approved it approved to whom it goes as well.
  if (wish.to) await refuseUnapproved(tx, caller, conversation)
  const again = await tx
    .updateTable('messages')
    .set({
      delivery_state: 'queued',
      delivery_reason: null,
      ...(wish.to ? { to_addresses: JSON.stringify(wish.to) } : {}),
    })
    .where('brand_id', '=', known.brand_id)
    .where('id', '=', messageId)
    .where('delivery_state', 'in', ['failed', 'unknown'])
    .executeTakeFirst()
  if (again.numUpdatedRows === 0n) {
    throw new Refusal(409, 'nothing_to_retry', (locale) => m.email_nothing_to_retry({}, { locale }))
  }
  await setLeaving(tx, known.brand_id, messageId, now())
  await record(tx, {
    type: 'message.retried',
    brandId: known.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(caller),
    data: wish.to ? { to: wish.to.map((one) => one.address) } : {},
  })
}
