import { sql } from 'kysely'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Conversation, conversationFor } from './door.ts'
import { draftFromMessage } from './drafts.ts'
import { sendingKey } from './leaving.ts'
import { takeBackPromises } from './promises/of-reply.ts'
import { reopenApproval } from './reply-approvals/reopen.ts'
import type { StateBefore } from './reply.ts'
import type { Done } from './templates/do-actions.ts'
import { undoActions } from './templates/undo-actions.ts'

/**
 * Takes back a message that still waits. Once sending has begun it is refused, never half done. Its text becomes the draft of its
 * writer again, and the conversation stands as it did before, as far as nothing has changed it since.
 */
export async function cancelSending(tx: Tx, caller: Caller, messageId: number): Promise<void> {
  const known = await outgoingFor(tx, messageId)
  const conversation = await conversationFor(tx, known.conversation_id, 'change')
  const taken = await tx
    .updateTable('messages')
    .set({ delivery_state: 'cancelled' })
    .where('brand_id', '=', known.brand_id)
    .where('id', '=', messageId)
    .where('delivery_state', 'in', ['queued', 'scheduled'])
    .returningAll()
    .executeTakeFirst()
  if (!taken) {
    throw new Refusal(409, 'already_left', (locale) => m.conversations_already_left({}, { locale }))
  }
  await removeJob(tx, sendingKey(messageId))
  const promises = await takeBackPromises(tx, caller, known.brand_id, messageId)
  // What another had approved waits for that again, unless its own writer takes it back.
  if (!(await reopenApproval(tx, caller, taken))) await draftFromMessage(tx, taken, promises)
  const { before, macro } = taken.details as { before?: StateBefore; macro?: Done }
  if (macro) await undoActions(tx, caller, await conversationFor(tx, conversation.id, 'change'), macro)
  if (before) await standAsBefore(tx, conversation, messageId, before)
  await record(tx, {
    type: 'message.cancelled',
    brandId: known.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(caller),
  })
}

/** The door to a message that leaves or has left: what stands outside the caller's brands is not there. */
export async function outgoingFor(
  tx: Tx,
  messageId: number,
): Promise<{ brand_id: number; conversation_id: number }> {
  const known = await tx
    .selectFrom('messages')
    .select(['brand_id', 'conversation_id'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', messageId)
    .where('direction', '=', 'out')
    .executeTakeFirst()
  if (!known) throw notFound('message')
  return known
}

/** Only when this reply was the last word: what anybody wrote after it has set the state anew. */
async function standAsBefore(
  tx: Tx,
  conversation: Conversation,
  messageId: number,
  before: StateBefore,
): Promise<void> {
  await sql`
    update conversations set
      status = ${before.status}, waiting_since = ${before.waitingSince}::timestamptz,
      first_replied_at = ${before.firstRepliedAt}::timestamptz, last_from_staff_at = ${before.lastFromStaffAt}::timestamptz,
      resolved_at = case when ${before.status} in ('resolved', 'closed', 'no_reply_needed', 'spam') then resolved_at end,
      preview = coalesce((select left(regexp_replace(trim(text), '\\s+', ' ', 'g'), 140) from messages
        where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and direction <> 'note'
          and delivery_state is distinct from 'cancelled' order by id desc limit 1), '')
    where brand_id = ${conversation.brand_id} and id = ${conversation.id} and not exists (
      select from messages where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
        and id > ${messageId} and direction <> 'note')`.execute(tx)
}
