import { convert } from 'html-to-text'
import { m } from '#texts'
import { detectLanguage } from '#languages/detect.ts'
import { type Caller, actorOf } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { newToken } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { changeStatus } from './change-status.ts'
import type { Address, Status } from './contract.ts'
import type { Conversation } from './door.ts'
import { cleanHtml } from './clean-html.ts'
import { recipientsOf } from './recipients.ts'
import { storeMessage } from './store-message.ts'

export type ReplyWish = {
  text?: string | undefined
  html?: string | undefined
  attachmentIds: number[]
  lastSeenEventId: number
  to?: Address[] | undefined
  cc: Address[]
  bcc: Address[]
  subject?: string | undefined
  sendAt?: string | undefined
  thenStatus?: Status | undefined
}

/**
 * Stores an answer as queued, with the job that sends it once the time to take it back is over, and returns its id.
 * Stops with 409 when a message arrived after the event its writer had seen.
 */
export async function reply(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wish: ReplyWish,
): Promise<number> {
  await refuseUnseen(tx, conversation, wish.lastSeenEventId)
  const { text, html } = contentOf(wish)
  if (text.trim() === '' && wish.attachmentIds.length === 0) {
    throw invalid('text', 'empty_reply', (locale) => m.conversations_empty_reply({}, { locale }))
  }
  const recipients = await recipientsOf(tx, conversation, wish)
  const leavesAt = await leavingTime(tx, conversation, wish.sendAt)
  const language = detectLanguage(text, conversation.language ?? undefined)
  const messageId = await storeMessage(tx, conversation, {
    direction: 'out',
    channel: conversation.channel,
    staff_id: caller.staffId,
    author_name: caller.name,
    from_address: recipients.from,
    to_addresses: JSON.stringify(recipients.to),
    cc_addresses: JSON.stringify(wish.cc),
    bcc_addresses: JSON.stringify(wish.bcc),
    subject: wish.subject ?? conversation.subject,
    text,
    html,
    language: language.code,
    language_confidence: language.confidence,
    delivery_state: wish.sendAt ? 'scheduled' : 'queued',
    send_at: leavesAt,
    idempotency_key: newToken(),
  })
  await adoptAttachments(tx, conversation, messageId, caller.staffId, wish.attachmentIds)
  await tx
    .updateTable('conversations')
    .set((set) => ({ first_replied_at: set.fn.coalesce('first_replied_at', set.val(now())) }))
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await tx
    .deleteFrom('drafts')
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('staff_id', '=', caller.staffId)
    .execute()
  await addJob(
    tx,
    'send-message',
    { brandId: conversation.brand_id, messageId },
    { runAt: leavesAt, key: sendingKey(messageId), priority: -10 },
  )
  await record(tx, {
    type: 'message.replied',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    messageId,
    actor: actorOf(caller),
    data: { leavesAt: leavesAt.toISOString() },
  })
  await changeStatus(tx, conversation, {
    status: wish.thenStatus ?? 'pending_customer',
    actor: actorOf(caller),
  })
  return messageId
}

/** The name of the timer that sends a message; whoever takes the message back removes it. */
export const sendingKey = (messageId: number) => `send:${messageId}`

async function refuseUnseen(tx: Tx, conversation: Conversation, lastSeenEventId: number): Promise<void> {
  if (conversation.last_event_id <= lastSeenEventId) return
  const unseen = await tx
    .selectFrom('events')
    .select(['id', 'type', 'message_id as messageId', 'actor', 'at'])
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('id', '>', lastSeenEventId)
    .where('type', 'in', ['message.received', 'message.replied', 'note.written'])
    .orderBy('id')
    .limit(50)
    .execute()
  if (unseen.length === 0) return
  throw new Refusal(409, 'conversation_changed', (locale) => m.conversations_changed({}, { locale }), {
    field: 'lastSeenEventId',
    more: { lastEventId: conversation.last_event_id, unseen },
  })
}

/** Good plain text beside good HTML: what the editor made is cleaned, and its text is what is searched and read first. */
export function contentOf(wish: { text?: string | undefined; html?: string | undefined }): {
  text: string
  html: string | null
} {
  if (wish.html === undefined) return { text: wish.text ?? '', html: null }
  const html = cleanHtml(wish.html)
  return { html, text: wish.text ?? convert(html, { wordwrap: false }) }
}

async function leavingTime(tx: Tx, conversation: Conversation, sendAt: string | undefined): Promise<Date> {
  if (sendAt) return new Date(sendAt)
  if (conversation.channel !== 'email' && conversation.channel !== 'form') return now()
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('undo_seconds')
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.mailbox_id ?? 0)
    .executeTakeFirst()
  return new Date(now().getTime() + (mailbox?.undo_seconds ?? 0) * 1_000)
}

/** Attachments uploaded for this conversation become the message's; those of others are not there. */
export async function adoptAttachments(
  tx: Tx,
  conversation: Conversation,
  messageId: number,
  staffId: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const adopted = await tx
    .updateTable('attachments')
    .set({ message_id: messageId })
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('id', 'in', [...ids])
    .where('message_id', 'is', null)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (Number(adopted.numUpdatedRows) !== new Set(ids).size) {
    throw invalid('attachmentIds', 'attachment_unknown', (locale) =>
      m.conversations_attachment_unknown({}, { locale }),
    )
  }
}
