import { m } from '#texts'
import { condition } from '../condition.ts'

export const ofChannel = condition({
  key: 'channel',
  words: m.rules_if_channel,
  takes: { kind: 'many', from: 'channel' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation }) => wanted.has(conversation.channel)
  },
})
