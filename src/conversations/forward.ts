import { sql } from 'kysely'
import { m } from '#texts'
import { detectLanguage } from '#languages/detect.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { newToken } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import type { ChecksOfReply } from './checks/contract.ts'
import { refuseFindings } from './checks/refuse.ts'
import { adoptAttachments, contentOf } from './content.ts'
import type { Address } from './contract.ts'
import type { Conversation } from './door.ts'
import { discardDraft } from './drafts.ts'
import { leavingTime, setLeaving } from './leaving.ts'
import { recipientsOf } from './recipients.ts'
import { refuseUnapproved } from './reply-approvals/needed.ts'
import { storeMessage } from './store-message.ts'

export type ForwardWish = {
  text?: string | undefined
  html?: string | undefined
  attachmentIds: number[]
  to: Address[]
  cc: Address[]
  bcc: Address[]
  subject?: string | undefined
  messageId?: number | undefined
  withAttachments: boolean
  checks?: ChecksOfReply | 'done' | undefined
  /** Who said that it may leave, where its writer may not say so alone. */
  approvedBy?: { id: number; name: string }
}

type Original = {
  id: number
  author_name: string
  from_address: string | null
  to_addresses: unknown
  subject: string | null
  text: string
  created_at: Date
  files: number
}

/**
 * Sends a message of the conversation to other people, as a mail of its own: it answers nobody, so neither the state nor the wait of the
 * customer changes, and the customer's thread is not continued (`details.forwardOf` tells the channel). Whom it goes to may answer
 * into this conversation from then on. Returns its id.
 */
export async function forward(
  tx: Tx,
  caller: Caller,
  locale: Locale,
  conversation: Conversation,
  wish: ForwardWish,
): Promise<number> {
  const original = await originalOf(tx, conversation, wish.messageId)
  const { from } = await recipientsOf(tx, conversation, wish)
  const own = contentOf(wish)
  const sentWith = await lookThrough(tx, caller, conversation, { ...wish, text: own.text }, original)
  const { text, html } = quoting(own, original, locale, caller.timeZone)
  const leavesAt = await leavingTime(tx, { ...conversation, channel: 'email' }, undefined)
  const language = detectLanguage(text, conversation.language ?? undefined)
  const messageId = await storeMessage(
    tx,
    conversation,
    {
      direction: 'out',
      channel: 'email',
      staff_id: caller.staffId,
      author_name: caller.name,
      from_address: from,
      to_addresses: JSON.stringify(wish.to),
      cc_addresses: JSON.stringify(wish.cc),
      bcc_addresses: JSON.stringify(wish.bcc),
      subject: wish.subject ?? `Fwd: ${original.subject || conversation.subject}`,
      text,
      html,
      language: language.code,
      language_confidence: language.confidence,
      delivery_state: 'queued',
      send_at: leavesAt,
      idempotency_key: newToken(),
      details: JSON.stringify({ forwardOf: original.id, approvedBy: wish.approvedBy }),
    },
    true,
  )
  await adoptAttachments(tx, conversation, messageId, caller.staffId, wish.attachmentIds)
  if (wish.withAttachments) await copyAttachments(tx, conversation, original.id, messageId)
  await discardDraft(tx, conversation, caller.staffId, 'answer')
  await letAnswer(tx, conversation, [...wish.to, ...wish.cc])
  await setLeaving(tx, conversation.brand_id, messageId, leavesAt)
  await record(tx, {
    type: 'message.forwarded',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(caller),
    data: { forwardOf: original.id, to: wish.to.map((one) => one.address), ...sentWith },
  })
  return messageId
}

async function lookThrough(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  { checks, attachmentIds, withAttachments, ...wish }: ForwardWish & { text: string },
  original: Original,
) {
  if (checks === 'done') return {}
  await refuseUnapproved(tx, caller, conversation)
  const takesAlong = withAttachments && original.files > 0 ? original.files : 0
  const leaving = {
    ...wish,
    kind: 'forward',
    attachments: attachmentIds.length + takesAlong,
    isPromising: false,
  } as const
  return refuseFindings(tx, caller, conversation, leaving, checks)
}

async function originalOf(
  tx: Tx,
  conversation: Conversation,
  messageId: number | undefined,
): Promise<Original> {
  const original = await tx
    .selectFrom('messages')
    .select(['id', 'author_name', 'from_address', 'to_addresses', 'subject', 'text', 'created_at'])
    .select(
      sql<number>`(select count(*)::int from attachments a where a.brand_id = messages.brand_id and a.message_id = messages.id)`.as(
        'files',
      ),
    )
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    // A note never leaves the house.
    .where('direction', '<>', 'note')
    .$if(messageId !== undefined, (query) => query.where('id', '=', messageId ?? 0))
    .orderBy(sql`direction = 'in'`, 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (original) return original
  throw new Refusal(409, 'nothing_to_forward', (locale) => m.conversations_nothing_to_forward({}, { locale }))
}

function quoting(
  own: { text: string; html: string | null },
  original: Original,
  locale: Locale,
  timeZone: string,
): { text: string; html: string | null } {
  const to = (original.to_addresses as Address[]).map((one) => one.address).join(', ')
  const date = original.created_at.toLocaleString(locale, {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  })
  const heading = [
    m.conversations_forwarded_heading({}, { locale }),
    m.conversations_forwarded_from(
      { value: `${original.author_name} <${original.from_address ?? ''}>` },
      { locale },
    ),
    m.conversations_forwarded_date({ value: date }, { locale }),
    m.conversations_forwarded_subject({ value: original.subject ?? '' }, { locale }),
    ...(to === '' ? [] : [m.conversations_forwarded_to({ value: to }, { locale })]),
  ]
  const text = [own.text, '', ...heading, '', original.text].join('\n').trimStart()
  if (own.html === null) return { text, html: null }
  const lines = [...heading, '', ...original.text.split('\n')].map(escaped).join('<br>')
  return { text, html: `${own.html}<blockquote>${lines}</blockquote>` }
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The same files stand under both messages; contents are kept once. */
async function copyAttachments(
  tx: Tx,
  conversation: Conversation,
  fromId: number,
  toId: number,
): Promise<void> {
  await sql`
    insert into attachments (brand_id, conversation_id, message_id, file_hash, name, type, size, content_id, is_inline)
    select brand_id, conversation_id, ${toId}, file_hash, name, type, size, content_id, is_inline from attachments
    where brand_id = ${conversation.brand_id} and message_id = ${fromId} order by id`.execute(tx)
}

async function letAnswer(tx: Tx, conversation: Conversation, people: Address[]): Promise<void> {
  await sql`
    insert into participants (brand_id, conversation_id, address)
    select ${conversation.brand_id}, ${conversation.id}, unnest(${people.map((one) => one.address.toLowerCase())}::text[])
    on conflict do nothing`.execute(tx)
}
