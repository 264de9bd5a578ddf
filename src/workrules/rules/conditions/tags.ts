import { normaliseTag } from '#conversations/conditions.ts'
import { m } from '#texts'
import { condition } from '../condition.ts'

export const hasTag = condition({
  key: 'tags',
  words: m.rules_if_tags,
  takes: { kind: 'words' },
  compile: (words) => {
    const wanted = new Set(words.map(normaliseTag))
    return ({ conversation }) => conversation.tags.some((one) => wanted.has(one))
  },
})
