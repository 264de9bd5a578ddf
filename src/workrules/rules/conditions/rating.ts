import { m } from '#texts'
import { condition } from '../condition.ts'
import { isWithin } from '../fields.ts'

export const rated = condition({
  key: 'rating',
  words: m.rules_if_rating,
  takes: { kind: 'range', least: 1, most: 5 },
  compile:
    (range) =>
    ({ conversation }) =>
      conversation.rating !== null && isWithin(range, conversation.rating),
})
