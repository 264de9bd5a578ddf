import { detectLanguage } from '#languages/detect.ts'
import { storeMessage } from '#conversations/store-message.ts'
import { m } from '#texts'
import { record } from '#platform/events.ts'
import { action } from '../action.ts'

/** A note under the rule's name. */
export const leaveNote = action({
  key: 'note',
  words: m.rules_do_note,
  takes: { text: { kind: 'text' } },
  causes: [],
  foresee: () => ({}),
  act: async (tx, { conversation, rule, actor }, { text }) => {
    const language = detectLanguage(text, conversation.language ?? undefined)
    const messageId = await storeMessage(tx, conversation, {
      direction: 'note',
      channel: conversation.channel,
      author_name: rule.name,
      text,
      language: language.code,
      language_confidence: language.confidence,
      is_automatic: true,
    })
    await record(tx, {
      type: 'note.written',
      brandId: conversation.brand_id,
      conversationId: conversation.id,
      messageId,
      actor,
      data: { mentions: [] },
    })
  },
})
