import { m } from '#texts'
import { condition } from '../condition.ts'

export const inLanguage = condition({
  key: 'conversation_language',
  words: m.rules_if_conversation_language,
  takes: { kind: 'many', from: 'language' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation }) => wanted.has(conversation.language ?? 'none')
  },
})
