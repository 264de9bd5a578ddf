import { m } from '#texts'
import { condition } from '../condition.ts'

/** A reason, or any below it in the tree. */
export const ofReason = condition({
  key: 'reason',
  words: m.rules_if_reason,
  takes: { kind: 'many', from: 'reason' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation: { reasonId, reasonsAbove } }) =>
      wanted.has(reasonId ?? 'none') || reasonsAbove.some((one) => wanted.has(one))
  },
})
