import { sql } from 'kysely'
import { m } from '#texts'
import { worksFor } from '#people/staff/works-for.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { refuseFindings } from '../checks/refuse.ts'
import { contentInBoth } from '../both-languages.ts'
import { refuseEmpty } from '../content.ts'
import type { Conversation } from '../door.ts'
import { discardDraft } from '../drafts.ts'
import { futureTime } from '../leaving.ts'
import { refuseLocked } from '../lock.ts'
import { refuseUnseen } from '../refuse-unseen.ts'
import { type ApprovalKind, asLookedAt, type KeptWish } from './kept-wish.ts'

/** What somebody wants to send, and which event they had seen. */
export type Asked = KeptWish & { lastSeenEventId: number }

/**
 * Keeps what somebody wants to send until another says yes, and returns its id. Nothing is sent, and the conversation stands as it did: the
 * customer still waits.
 */
export async function askForApproval(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  kind: ApprovalKind,
  { lastSeenEventId, ...wish }: Asked,
): Promise<number> {
  await refuseLocked(tx, caller, conversation)
  await refuseUnseen(tx, conversation, { lastSeenEventId, staffId: caller.staffId })
  if (kind === 'forward') refuseToNobody(wish)
  else refuseEmpty(contentInBoth(wish).text, wish.attachmentIds)
  const leaving = { ...wish, ...asLookedAt(kind, wish) }
  await refuseFindings(
    tx,
    caller,
    conversation,
    { ...leaving, isPromising: wish.promises !== undefined },
    wish.checks,
  )
  if (wish.sendAt !== undefined) futureTime(wish.sendAt)
  await refuseSecond(tx, conversation, caller.staffId)
  await refuseWithoutApprover(tx, conversation.brand_id, caller.staffId)
  await keepFiles(tx, caller, conversation, wish.attachmentIds)
  const { checks: _, ...kept } = wish
  const asked = await tx
    .insertInto('reply_approvals')
    .values({
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      author_id: caller.staffId,
      kind,
      wish: JSON.stringify(kept),
      text: contentInBoth(wish).text,
      seen_event_id: Math.max(lastSeenEventId, conversation.last_event_id),
      asked_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await discardDraft(tx, conversation, caller.staffId, 'answer')
  await record(tx, {
    type: 'reply_approval.asked',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
    data: { approvalId: asked.id },
  })
  return asked.id
}

/** Two answers of one person to the same question are one too many. */
async function refuseSecond(tx: Tx, conversation: Conversation, authorId: number): Promise<void> {
  const waiting = await tx
    .selectFrom('reply_approvals')
    .select('id')
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('author_id', '=', authorId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (waiting)
    throw new Refusal(409, 'approval_waits', (locale) => m.reply_approvals_waits_already({}, { locale }))
}

function refuseToNobody({ to = [] }: KeptWish): void {
  if (to.length === 0)
    throw invalid('to', 'nobody_to_answer', (locale) => m.conversations_nobody_to_answer({}, { locale }))
}

/** A reply that nobody may approve would wait for ever. */
async function refuseWithoutApprover(tx: Tx, brandId: number, authorId: number): Promise<void> {
  const { rows } = await sql`
    select from staff
    where id <> ${authorId} and role in ('admin', 'supervisor') and ${worksFor(brandId)}
    limit 1`.execute(tx)
  if (rows.length === 0)
    throw new Refusal(409, 'nobody_to_approve', (locale) => m.reply_approvals_nobody({}, { locale }))
}

/** Its files belong to this conversation from now on, so that none is tidied away while it waits. */
async function keepFiles(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql`
    update attachments set conversation_id = ${conversation.id}
    where brand_id = ${conversation.brand_id} and id = any (${[...ids]}::bigint[]) and message_id is null
      and staff_id = ${caller.staffId} and (conversation_id is null or conversation_id = ${conversation.id})
    returning id`.execute(tx)
  if (rows.length < new Set(ids).size)
    throw invalid('attachmentIds', 'attachment_unknown', (locale) =>
      m.conversations_attachment_unknown({}, { locale }),
    )
}
