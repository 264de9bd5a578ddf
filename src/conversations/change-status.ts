import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Status } from './contract.ts'
import type { Conversation } from './door.ts'
import { mayEnd } from './may-end.ts'

export const ended: readonly Status[] = ['resolved', 'closed', 'no_reply_needed', 'spam']

/**
 * Moves a conversation to another state; the state it already has changes nothing and records nothing. Stops with 409 or 422 when a person ends one
 * of which something is still owed: see may-end.ts.
 */
export async function changeStatus(
  tx: Tx,
  conversation: Conversation,
  wish: { status: Status; actor: Actor },
): Promise<void> {
  if (conversation.status === wish.status) return
  if (!(await mayEnd(tx, conversation, wish))) return
  const ends = ended.includes(wish.status)
  const isTheirTurn = ends || wish.status === 'pending_customer'
  // Taken up again while the last word is still the customer's: they have waited since then.
  const waitingSince = sql<Date | null>`coalesce(waiting_since,
    case when last_from_customer_at > coalesce(last_from_staff_at, '-infinity') then last_from_customer_at end)`
  await tx
    .updateTable('conversations')
    .set({
      status: wish.status,
      resolved_at: ends ? (conversation.resolved_at ?? now()) : null,
      waiting_since: isTheirTurn ? null : waitingSince,
      ...(ends ? { snoozed_until: null } : {}),
    })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.status_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.status, to: wish.status },
  })
}
