import { m } from '#texts'
import { condition } from '../condition.ts'

export const writtenIn = condition({
  key: 'message_language',
  words: m.rules_if_message_language,
  takes: { kind: 'many', from: 'language' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ message }) => wanted.has(message?.language ?? 'none')
  },
})
