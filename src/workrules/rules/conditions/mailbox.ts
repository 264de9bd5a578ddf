import { m } from '#texts'
import { condition } from '../condition.ts'

export const ofMailbox = condition({
  key: 'mailbox',
  words: m.rules_if_mailbox,
  takes: { kind: 'many', from: 'mailbox' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation }) => wanted.has(conversation.mailboxId ?? 'none')
  },
})
