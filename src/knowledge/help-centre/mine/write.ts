import { takeInWithin } from '#channels/take-in.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import type { Owner } from './link.ts'
import type { OwnConversation } from './own-conversations.ts'

/** The customer writes into a conversation of theirs, which opens it again where it was done. Sent twice it is one message. */
export async function writeInto(
  tx: Tx,
  owner: Owner,
  conversation: OwnConversation,
  said: { text: string; once: string; locale: Locale },
): Promise<void> {
  await takeInWithin(
    tx,
    {
      brandId: owner.brandId,
      channel: 'form',
      externalId: `own:${conversation.id}:${said.once}`,
      from: { kind: 'email', value: owner.address, shown: owner.shown, name: owner.name, isVerified: true },
      kind: 'message',
      subject: conversation.subject,
      text: said.text,
      folded: [],
      html: null,
      remoteImages: 0,
      attachments: [],
      expectedLanguage: said.locale,
    },
    () => conversationFor(tx, conversation.id, 'change'),
  )
}

/** The customer says how it went; the last word counts. */
export async function rateOwn(
  tx: Tx,
  owner: Owner,
  conversationId: number,
  rating: { score: number; comment: string },
): Promise<void> {
  await conversationFor(tx, conversationId, 'change')
  await tx
    .insertInto('ratings')
    .values({ brand_id: owner.brandId, conversation_id: conversationId, ...rating })
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(rating))
    .execute()
  await record(tx, {
    type: 'conversation.rated',
    brandId: owner.brandId,
    conversationId,
    customerId: owner.customerId,
    actor: { kind: 'customer', id: owner.customerId },
    data: rating,
  })
}
