import { m } from '#texts'
import { detectLanguage } from '#languages/detect.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import { worksForBrand } from './assign.ts'
import { adoptAttachments, contentOf, refuseEmpty } from './content.ts'
import type { Conversation } from './door.ts'
import { discardDraft } from './drafts.ts'
import { follow } from './follow.ts'
import { storeMessage } from './store-message.ts'

/** Writes a note that only staff see; who is mentioned finds it under mentions and follows from then on. Returns its id. */
export async function writeNote(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wish: {
    text?: string | undefined
    html?: string | undefined
    attachmentIds: number[]
    mentions: number[] /** What they have begun besides stays begun. */
    keepsDraft?: boolean
  },
): Promise<number> {
  const { text, html } = contentOf(wish)
  refuseEmpty(text, wish.attachmentIds)
  const mentions = [...new Set(wish.mentions)]
  for (const staffId of mentions) await refuseOutsider(tx, conversation.brand_id, staffId)
  const language = detectLanguage(text, conversation.language ?? undefined)
  const messageId = await storeMessage(tx, conversation, {
    direction: 'note',
    channel: conversation.channel,
    staff_id: caller.staffId,
    author_name: caller.name,
    text,
    html,
    language: language.code,
    language_confidence: language.confidence,
  })
  await adoptAttachments(tx, conversation, messageId, caller.staffId, wish.attachmentIds)
  if (!wish.keepsDraft) await discardDraft(tx, conversation, caller.staffId, 'note')
  for (const staffId of mentions) {
    await mention(tx, conversation, messageId, staffId)
    await follow(tx, conversation, staffId)
  }
  await record(tx, {
    type: 'note.written',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(caller),
    data: { mentions },
  })
  return messageId
}

async function mention(
  tx: Tx,
  conversation: Conversation,
  messageId: number,
  staffId: number,
): Promise<void> {
  await tx
    .insertInto('mentions')
    .values({
      brand_id: conversation.brand_id,
      staff_id: staffId,
      conversation_id: conversation.id,
      message_id: messageId,
    })
    .execute()
}

async function refuseOutsider(tx: Tx, brandId: number, staffId: number): Promise<void> {
  if (await worksForBrand(tx, brandId, staffId)) return
  throw invalid('mentions', 'not_in_brand', (locale) => m.conversations_not_in_brand({}, { locale }))
}
