import { sql } from 'kysely'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import { outgoingFor } from './cancel-sending.ts'
import { conversationFor } from './door.ts'
import { futureTime, setLeaving } from './leaving.ts'
import { keepWhenItLeaves } from './promises/of-reply.ts'

/** Moves a scheduled message to another time; its timer moves with it. */
export async function rescheduleSending(
  tx: Tx,
  caller: Caller,
  messageId: number,
  sendAt: string,
): Promise<void> {
  const known = await outgoingFor(tx, messageId)
  const conversation = await conversationFor(tx, known.conversation_id, 'change')
  const at = futureTime(sendAt)
  await moveFirstReply(tx, { ...known, messageId }, at)
  const moved = await tx
    .updateTable('messages')
    .set({ send_at: at })
    .where('brand_id', '=', known.brand_id)
    .where('id', '=', messageId)
    .where('delivery_state', '=', 'scheduled')
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) {
    throw new Refusal(409, 'not_scheduled', (locale) => m.conversations_not_scheduled({}, { locale }))
  }
  await setLeaving(tx, known.brand_id, messageId, at)
  await keepWhenItLeaves(tx, known.brand_id, messageId, at)
  await record(tx, {
    type: 'message.rescheduled',
    brandId: known.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(caller),
    data: { leavesAt: at.toISOString() },
  })
}

/** What answers first does so when it leaves. */
async function moveFirstReply(
  tx: Tx,
  of: { brand_id: number; conversation_id: number; messageId: number },
  at: Date,
): Promise<void> {
  await sql`
    update conversations set first_replied_at = ${at}
    from messages m
    where conversations.brand_id = ${of.brand_id} and conversations.id = ${of.conversation_id}
      and m.brand_id = conversations.brand_id and m.id = ${of.messageId} and first_replied_at = m.send_at`.execute(
    tx,
  )
}
