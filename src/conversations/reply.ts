import { detectLanguage } from '#languages/detect.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { newToken } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { changeStatus } from './change-status.ts'
import type { ChecksOfReply } from './checks/contract.ts'
import { refuseFindings } from './checks/refuse.ts'
import { adoptAttachments, contentOf, refuseEmpty } from './content.ts'
import type { Address, Status } from './contract.ts'
import type { Conversation } from './door.ts'
import { discardDraft } from './drafts.ts'
import { leavingTime, setLeaving } from './leaving.ts'
import { refuseLocked } from './lock.ts'
import { openPromises } from './promises/open.ts'
import { promiseWithReply } from './promises/of-reply.ts'
import type { PromisesOfReply } from './promises/wish.ts'
import { quotedBy } from './quote.ts'
import { refuseUnseen } from './refuse-unseen.ts'
import { answerRecipients } from './reply-defaults.ts'
import { storeMessage } from './store-message.ts'
import { countUse } from './templates/count-use.ts'

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
  templateId?: number | undefined
  promises?: PromisesOfReply | undefined
  /** What its writer says to findings; `done`: it was looked through before. */
  checks?: ChecksOfReply | 'done' | undefined
  /** A mail that begins a conversation. */
  isFirst?: boolean
}

/**
 * Stores an answer as queued, with the timer that sends it once the time to take it back is over, and returns its id.
 * Stops with 409 when something arrived that its writer had not seen, with 423 while a colleague holds the lock, with 422 when something
 * in it was found that should be looked at before it leaves.
 */
export async function reply(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wish: ReplyWish,
): Promise<number> {
  await refuseLocked(tx, caller, conversation)
  await refuseUnseen(tx, conversation, { ...wish, staffId: caller.staffId })
  const { text, html } = contentOf(wish)
  refuseEmpty(text, wish.attachmentIds)
  const sentWith = await lookThrough(tx, caller, conversation, text, wish)
  const recipients = await answerRecipients(tx, conversation, wish)
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
    details: JSON.stringify({ before: stateOf(conversation), quotes: await quotedBy(tx, conversation) }),
  })
  await adoptAttachments(tx, conversation, messageId, caller.staffId, wish.attachmentIds)
  await setLeaving(tx, conversation.brand_id, messageId, leavesAt)
  await settleConversation(tx, caller, conversation)
  if (wish.templateId !== undefined) await countUse(tx, conversation.brand_id, wish.templateId)
  await record(tx, {
    type: 'message.replied',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    messageId,
    actor: actorOf(caller),
    data: { leavesAt: leavesAt.toISOString(), ...sentWith },
  })
  if (wish.promises) await promiseWithReply(tx, caller, conversation, messageId, wish.promises)
  // Who was promised something waits for us, not we for them.
  const usual = wish.promises?.made.length ? 'open' : 'pending_customer'
  const open = await openPromises(tx, conversation)
  await changeStatus(
    tx,
    { ...conversation, open_promises: open },
    {
      status: wish.thenStatus ?? usual,
      actor: actorOf(caller),
    },
  )
  return messageId
}

async function lookThrough(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  text: string,
  { checks, isFirst, promises, attachmentIds, ...wish }: ReplyWish,
) {
  if (checks === 'done') return {}
  const kind = isFirst ? 'first' : 'reply'
  const leaving = {
    ...wish,
    kind,
    text,
    attachments: attachmentIds.length,
    isPromising: promises !== undefined,
  } as const
  return refuseFindings(tx, caller, conversation, leaving, checks)
}

/** How the conversation stood before the reply, for whoever takes the reply back. */
export type StateBefore = {
  status: Status
  waitingSince: string | null
  firstRepliedAt: string | null
  lastFromStaffAt: string | null
}

function stateOf(conversation: Conversation): StateBefore {
  return {
    status: conversation.status,
    waitingSince: conversation.waiting_since?.toISOString() ?? null,
    firstRepliedAt: conversation.first_replied_at?.toISOString() ?? null,
    lastFromStaffAt: conversation.last_from_staff_at?.toISOString() ?? null,
  }
}

/** The draft has become the message, and its writer needs the lock no longer. */
async function settleConversation(tx: Tx, caller: Caller, conversation: Conversation): Promise<void> {
  await tx
    .updateTable('conversations')
    .set((set) => ({
      first_replied_at: set.fn.coalesce('first_replied_at', set.val(now())),
      locked_by_id: null,
      locked_until: null,
    }))
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await discardDraft(tx, conversation, caller.staffId, 'answer')
}
