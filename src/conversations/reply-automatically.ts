import { newToken } from '#platform/crypto.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { changeStatus } from './change-status.ts'
import type { Conversation } from './door.ts'
import { setLeaving } from './leaving.ts'
import { inWords, type QuickReply, type Source } from './quick-replies.ts'
import { answerRecipients } from './reply-defaults.ts'
import { storeMessage } from './store-message.ts'

export type AutomaticReply = {
  /** Under which name the desk speaks; that it is automatic is said beside it wherever it is shown. */
  name: string
  text: string
  locale: Locale
  /** The text says the same in the other language below. */
  isInBoth?: boolean
  quickReplies?: readonly QuickReply[]
  /** The text names what can be chosen itself, where nothing can be pressed. */
  saysChoices?: boolean
  sources?: readonly Source[]
  /** Where the conversation stands afterwards; left as it is unless given. */
  thenStatus?: 'pending_customer' | 'resolved'
  /** The rule or the flow on whose behalf; the desk itself unless given. */
  actor?: Actor & { kind: 'rule' | 'flow' }
}

/**
 * Stores what the desk itself says to a customer, to leave at once, and returns its id. It is nobody's reply: a person's first answer has yet
 * to come, and the customer goes on waiting for one unless `thenStatus` says that it is their turn.
 */
export async function replyAutomatically(
  tx: Tx,
  conversation: Conversation,
  said: AutomaticReply,
): Promise<number> {
  const { from, to } = await answerRecipients(tx, conversation, {})
  const leavesAt = now()
  const { quickReplies = [], sources = [], actor = { kind: 'system' } } = said
  // Only the chat shows buttons and links beside a text; elsewhere they are part of it, so that no way out has to know of them.
  const text =
    conversation.channel === 'chat'
      ? said.text
      : inWords({ text: said.text, quickReplies: said.saysChoices ? [] : quickReplies, sources }, said.locale)
  const message = {
    direction: 'out' as const,
    channel: conversation.channel,
    author_name: said.name,
    from_address: from,
    to_addresses: JSON.stringify(to),
    subject: conversation.subject,
    text,
    language: said.locale,
    language_confidence: 1,
    delivery_state: 'queued' as const,
    send_at: leavesAt,
    idempotency_key: newToken(),
    is_automatic: true,
    details: JSON.stringify({
      ...(said.actor ? { [`${said.actor.kind}Id`]: said.actor.id } : {}),
      ...(said.isInBoth ? { both: said.locale } : {}),
    }),
    quick_replies: JSON.stringify(quickReplies),
    sources: JSON.stringify(sources),
  }
  const isAside = true
  const messageId = await storeMessage(tx, conversation, message, isAside)
  await setLeaving(tx, conversation.brand_id, messageId, leavesAt)
  await record(tx, {
    type: 'message.replied',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    messageId,
    actor,
    data: { leavesAt: leavesAt.toISOString(), isAutomatic: true },
  })
  if (said.thenStatus) await changeStatus(tx, conversation, { status: said.thenStatus, actor })
  return messageId
}
