import { m } from '#texts'
import { condition } from '../condition.ts'
import { anyWordIn } from '../words-in.ts'

export const subjectWords = condition({
  key: 'subject_words',
  words: m.rules_if_subject_words,
  takes: { kind: 'words' },
  compile: (words) => {
    const isIn = anyWordIn(words)
    return ({ conversation }) => isIn(conversation.subject)
  },
})
