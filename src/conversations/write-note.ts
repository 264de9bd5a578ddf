import { m } from '#texts'
import { detectLanguage } from '#languages/detect.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'
import { adoptAttachments, contentOf } from './reply.ts'
import { storeMessage } from './store-message.ts'

/** Writes a note that only staff see; who is mentioned finds it under mentions. Returns its id. */
export async function writeNote(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wish: { text?: string | undefined; html?: string | undefined; attachmentIds: number[]; mentions: number[] },
): Promise<number> {
  const { text, html } = contentOf(wish)
  if (text.trim() === '') {
    throw invalid('text', 'empty_reply', (locale) => m.conversations_empty_reply({}, { locale }))
  }
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
  for (const staffId of new Set(wish.mentions)) {
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
  await record(tx, {
    type: 'note.written',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(caller),
    data: { mentions: wish.mentions },
  })
  return messageId
}
