import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { storeMessage } from '#conversations/store-message.ts'
import { reachCustomer, type Reached } from '#customers/reach.ts'
import { detectLanguage } from '#languages/detect.ts'
import { type Database, inBrands, lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { openConversation } from './open-conversation.ts'
import { wake } from './wake.ts'

export type Channel = 'email' | 'chat' | 'form' | 'api'

/** A message from outside, verified and put into our words by its channel. */
export type Incoming = {
  brandId: number
  channel: Channel
  /** The platform's own id of the message: taken in twice, it is one message. */
  externalId: string | null
  from: {
    kind: 'email' | 'phone' | 'visitor' | 'shopper' | 'api'
    /** As compared, and as the customer writes it. */
    value: string
    shown: string
    name: string
    isVerified: boolean
  }
  kind: 'message' | 'auto_reply' | 'bounce' | 'list'
  subject: string
  text: string
  folded: { kind: 'quote' | 'signature'; text: string }[]
  html: string | null
  remoteImages: number
  attachments: {
    hash: string
    name: string
    type: string
    size: number
    contentId: string | null
    isInline: boolean
  }[]
  /** What a mail carries beyond that. */
  mail?: {
    mailboxId: number
    mailId: string | null
    to: { name: string; address: string }[]
    cc: { name: string; address: string }[]
    authentication: unknown
    rawFile: string | null
    /** What staff may want to know and nothing decides by, such as Reply-To. */
    details: Record<string, unknown>
  }
  reasonId?: number | null
  orderNumber?: string | null
  /** The language the channel knows of, such as the page's; what is written decides first. */
  expectedLanguage?: string
}

/** Finds the conversation a message belongs to, if any; runs after its customer is known and locked. */
export type FindThread = (tx: Tx, incoming: Incoming, customer: Reached) => Promise<Conversation | undefined>

/** Writes what a channel keeps of a message beside it, in the same transaction. */
export type Remember = (tx: Tx, conversation: Conversation, messageId: number) => Promise<void>

export type TakenIn = { conversationId: number; messageId: number; isDuplicate: boolean }

/**
 * The only way in. One transaction: the same message twice is one; customer and thread are found under a lock on the sender, so that
 * order of arrival and parallel connections do not matter; message, search words and event are written together. Answer the platform
 * only after this has returned.
 */
export async function takeIn(
  db: Database,
  incoming: Incoming,
  findThread: FindThread,
  remember?: Remember,
): Promise<TakenIn> {
  return inBrands(db, [incoming.brandId], (tx) => takeInWithin(tx, incoming, findThread, remember), {
    keepsPlans: true,
  })
}

/** The same inside a transaction that the caller has begun, for channels that write rows of their own beside the message. */
export async function takeInWithin(
  tx: Tx,
  incoming: Incoming,
  findThread: FindThread,
  remember?: Remember,
): Promise<TakenIn> {
  await lockByName(tx, `${incoming.brandId}:${incoming.from.kind}:${incoming.from.value}`)
  const known = await alreadyHere(tx, incoming)
  if (known) return known
  const customer = await reachCustomer(tx, incoming.brandId, incoming.from)
  const language = detectLanguage(
    incoming.text,
    customer.language ?? incoming.expectedLanguage ?? customer.brandLocale,
  )
  const found = await findThread(tx, incoming, customer)
  const conversation = found ?? (await openConversation(tx, incoming, customer, language.code))
  const messageId = await storeMessage(tx, conversation, {
    direction: 'in',
    kind: incoming.kind,
    channel: incoming.channel,
    customer_id: customer.id,
    author_name: incoming.from.name || incoming.from.shown,
    from_address: incoming.from.shown,
    to_addresses: JSON.stringify(incoming.mail?.to ?? []),
    cc_addresses: JSON.stringify(incoming.mail?.cc ?? []),
    subject: incoming.subject,
    text: incoming.text,
    folded: JSON.stringify(incoming.folded),
    html: incoming.html,
    remote_images: incoming.remoteImages,
    language: language.code,
    language_confidence: language.confidence,
    raw_file: incoming.mail?.rawFile ?? null,
    external_id: incoming.externalId,
    mail_id: incoming.mail?.mailId ?? null,
    authentication: incoming.mail?.authentication ? JSON.stringify(incoming.mail.authentication) : null,
    details: JSON.stringify(incoming.mail?.details ?? {}),
  })
  await keepAttachments(tx, conversation, messageId, incoming)
  await remember?.(tx, conversation, messageId)
  await record(tx, {
    type: 'message.received',
    brandId: incoming.brandId,
    conversationId: conversation.id,
    customerId: customer.id,
    messageId,
    actor: { kind: 'customer', id: customer.id },
    data: { channel: incoming.channel, kind: incoming.kind, isFirst: found === undefined },
  })
  if (found && incoming.kind === 'message') await wake(tx, conversation)
  return { conversationId: conversation.id, messageId, isDuplicate: false }
}

async function alreadyHere(tx: Tx, incoming: Incoming): Promise<TakenIn | undefined> {
  if (incoming.externalId === null) return undefined
  const known = await tx
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('brand_id', '=', incoming.brandId)
    .where('external_id', '=', incoming.externalId)
    .executeTakeFirst()
  return known && { conversationId: known.conversation_id, messageId: known.id, isDuplicate: true }
}

async function keepAttachments(
  tx: Tx,
  conversation: Conversation,
  messageId: number,
  incoming: Incoming,
): Promise<void> {
  if (incoming.attachments.length === 0) return
  await sql`
    insert into attachments (brand_id, conversation_id, message_id, file_hash, name, type, size, content_id, is_inline)
    select ${incoming.brandId}, ${conversation.id}, ${messageId}, hash, name, type, size, "contentId", "isInline"
    from jsonb_to_recordset(${JSON.stringify(incoming.attachments)}::jsonb)
      as one (hash text, name text, type text, size bigint, "contentId" text, "isInline" boolean)`.execute(tx)
}
