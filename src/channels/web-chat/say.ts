import type { Incoming } from '#channels/incoming.ts'
import { takeInWithin } from '#channels/take-in.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Pressed } from '#conversations/quick-replies.ts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import { m } from '#texts'
import { attachAddress } from './attach-identity.ts'
import type { Upload } from '#channels/keep-upload.ts'
import { changeVisitor, conversationIdOf, lockVisitor, type Visitor } from './visitor.ts'

type Said = {
  ref: string
  text: string
  uploads: Upload[]
  reasonId: number | undefined
  pressed: Pressed | undefined
}

/**
 * Takes in what a visitor wrote. The browser's own name of the message makes it one however often it is
 * sent: a browser that did not hear the answer sends it again.
 */
export async function say(
  tx: Tx,
  who: Visitor,
  said: Said,
): Promise<{ conversationId: number; messageId: number }> {
  if (said.text.trim() === '' && said.uploads.length === 0) {
    throw invalid('text', 'empty_message', (locale) => m.chat_empty_message({}, { locale }))
  }
  const visitor = await lockVisitor(tx, who)
  const taken = await takeInWithin(tx, await incomingOf(tx, visitor, said), async () => {
    const id = await conversationIdOf(tx, visitor)
    return id === null ? undefined : conversationFor(tx, id, 'change')
  })
  if (visitor.conversation_id === null) await settleIn(tx, visitor, taken.conversationId)
  return taken
}

async function incomingOf(tx: Tx, visitor: Visitor, said: Said): Promise<Incoming> {
  return {
    brandId: visitor.brand_id,
    channel: 'chat',
    externalId: `chat:${visitor.id}:${said.ref}`,
    from: await senderOf(tx, visitor),
    kind: 'message',
    subject: '',
    text: said.text.trim(),
    folded: [],
    html: null,
    remoteImages: 0,
    attachments: said.uploads.map((upload) => ({ ...upload, contentId: null, isInline: false })),
    reasonId: await reasonIn(tx, visitor.brand_id, said.reasonId),
    expectedLanguage: visitor.language,
    pressed: said.pressed,
  }
}

/** A signed-in shopper speaks under the shop's id, everybody else as this browser's visitor. */
async function senderOf(tx: Tx, visitor: Visitor): Promise<Incoming['from']> {
  const guest = visitor.language === 'ja' ? `ゲスト ${visitor.id}` : `Guest ${visitor.id}`
  const from = {
    kind: 'visitor' as const,
    value: String(visitor.id),
    shown: guest,
    name: visitor.name,
    isVerified: false,
  }
  if (!visitor.is_verified || visitor.customer_id === null) return from
  const shopper = await tx
    .selectFrom('identities')
    .select(['value', 'shown'])
    .where('brand_id', '=', visitor.brand_id)
    .where('customer_id', '=', visitor.customer_id)
    .where('kind', '=', 'shopper')
    .orderBy('id')
    .executeTakeFirst()
  return shopper
    ? { ...from, kind: 'shopper', value: shopper.value, shown: shopper.shown, isVerified: true }
    : from
}

async function reasonIn(tx: Tx, brandId: number, id: number | undefined): Promise<number | null> {
  if (id === undefined) return null
  const found = await tx
    .selectFrom('contact_reasons')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.id ?? null
}

/** The first message made customer and conversation; the visitor keeps them, with what was asked for before. */
async function settleIn(tx: Tx, visitor: Visitor, conversationId: number): Promise<void> {
  const { customer_id: customerId } = await conversationFor(tx, conversationId, 'read')
  await changeVisitor(tx, visitor, { conversation_id: conversationId, customer_id: customerId })
  if (visitor.email === null) return
  await attachAddress(tx, { brandId: visitor.brand_id, customerId, conversationId }, visitor.email)
}
