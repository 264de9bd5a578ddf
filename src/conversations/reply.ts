import { sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'
import { detectLanguage } from '#languages/detect.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { newToken } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { changeStatus } from './change-status.ts'
import type { ChecksOfReply } from './checks/contract.ts'
import { refuseFindings } from './checks/refuse.ts'
import { type Both, contentInBoth } from './both-languages.ts'
import { adoptAttachments, contentOf, refuseEmpty } from './content.ts'
import type { Address, Status } from './contract.ts'
import { type Conversation, conversationFor } from './door.ts'
import { discardDraft } from './drafts.ts'
import { leavingTime, setLeaving } from './leaving.ts'
import { refuseLocked } from './lock.ts'
import { openPromises } from './promises/open.ts'
import { promiseWithReply } from './promises/of-reply.ts'
import type { PromisesOfReply } from './promises/wish.ts'
import { quotedBy } from './quote.ts'
import { refuseUnseen } from './refuse-unseen.ts'
import { refuseUnapproved } from './reply-approvals/needed.ts'
import { answerRecipients } from './reply-defaults.ts'
import { storeMessage } from './store-message.ts'
import type { MacroAction } from './templates/contract.ts'
import { countUse } from './templates/count-use.ts'
import { doActions, statusIn, writeNotes } from './templates/do-actions.ts'

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
  /** The same in the other language, below it. */
  both?: Both | undefined
  /** What a macro does besides. */
  actions?: readonly MacroAction[] | undefined
  promises?: PromisesOfReply | undefined
  /** What its writer says to findings; `done`: it was looked through before. */
  checks?: ChecksOfReply | 'done' | undefined
  /** What stands in the text for a placeholder as long as this message is not taken back: what it leads to goes with it. */
  filled?: Record<string, string>
  /** A mail that begins a conversation. */
  isFirst?: boolean
  /** Who said that it may leave, where its writer may not say so alone. */
  approvedBy?: { id: number; name: string }
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
  const { text, html } = contentInBoth(wish)
  refuseEmpty(contentOf(wish).text, wish.attachmentIds)
  if (wish.both) refuseEmpty(contentOf(wish.both).text, [], 'both.text')
  const sentWith = await lookThrough(tx, caller, conversation, text, wish)
  const recipients = await answerRecipients(tx, conversation, wish)
  const leavesAt = await leavingTime(tx, conversation, wish.sendAt)
  const language = wish.both
    ? { code: wish.both.first, confidence: 1 }
    : detectLanguage(text, conversation.language ?? undefined)
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
    details: asJson({
      before: stateOf(conversation),
      quotes: await quotedBy(tx, conversation),
      ...keptOf(wish),
    }),
  })
  await adoptAttachments(tx, conversation, messageId, caller.staffId, wish.attachmentIds)
  await setLeaving(tx, conversation.brand_id, messageId, leavesAt)
  await settleConversation(tx, caller, conversation, leavesAt)
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
  if (wish.promises) {
    const leavesLater = wish.sendAt === undefined ? undefined : leavesAt
    await promiseWithReply(tx, caller, conversation, { messageId, leavesLater }, wish.promises)
  }
  // Who was promised something waits for us, not we for them.
  const usual = wish.promises?.made.length ? 'open' : 'pending_customer'
  const open = await openPromises(tx, conversation)
  const status = wish.thenStatus ?? statusIn(wish.actions ?? []) ?? usual
  const settle = (standing: Conversation) =>
    changeStatus(tx, { ...standing, open_promises: open }, { status, actor: actorOf(caller) })
  if (wish.actions?.length) await runMacro(tx, caller, conversation, messageId, wish.actions, settle)
  else await settle(conversation)
  return messageId
}

/** What a message keeps of how it was written, for whoever reads it and for whoever takes it back. */
function keptOf({ both, actions, templateId, approvedBy, filled }: ReplyWish) {
  return {
    ...(filled ? { filled } : {}),
    ...(approvedBy ? { approvedBy } : {}),
    ...(both ? { both: both.first } : {}),
    ...(actions?.length ? { actions } : {}),
    ...(templateId === undefined ? {} : { templateId }),
  }
}

/** Does what a macro does with a reply, and keeps with the message how all stood before. */
async function runMacro(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  messageId: number,
  actions: readonly MacroAction[],
  settle: (standing: Conversation) => Promise<void>,
): Promise<void> {
  const done = await doActions(tx, caller, conversation, actions)
  await settle(await conversationFor(tx, conversation.id, 'change'))
  const noteIds = await writeNotes(tx, caller, conversation, actions)
  await sql`
    update messages set details = details || ${asJson({ macro: { ...done, noteIds } })}::jsonb
    where brand_id = ${conversation.brand_id} and id = ${messageId}`.execute(tx)
}

async function lookThrough(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  text: string,
  { checks, isFirst, promises, attachmentIds, ...wish }: ReplyWish,
) {
  if (checks === 'done') return {}
  await refuseUnapproved(tx, caller, conversation)
  const kind = isFirst ? 'first' : 'reply'
  const leaving = {
    ...wish,
    kind,
    text,
    attachments: attachmentIds.length,
    isPromising: promises !== undefined,
    isInBoth: wish.both !== undefined,
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

/** The draft has become the message, which answers the customer when it leaves, and its writer needs the lock no longer. */
async function settleConversation(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  leavesAt: Date,
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set((set) => ({
      first_replied_at: set.fn.coalesce('first_replied_at', set.val(leavesAt)),
      locked_by_id: null,
      locked_until: null,
    }))
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await discardDraft(tx, conversation, caller.staffId, 'answer')
}
