import { m } from '#texts'
import { condition } from '../condition.ts'
import { anyWordIn } from '../words-in.ts'

export const messageWords = condition({
  key: 'message_words',
  words: m.rules_if_message_words,
  takes: { kind: 'words' },
  compile: (words) => {
    const isIn = anyWordIn(words)
    return ({ message }) => message !== undefined && isIn(message.text)
  },
})
