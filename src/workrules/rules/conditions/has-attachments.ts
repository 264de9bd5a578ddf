import { m } from '#texts'
import { condition } from '../condition.ts'

export const hasAttachments = condition({
  key: 'has_attachments',
  words: m.rules_if_has_attachments,
  takes: { kind: 'nothing' },
  compile:
    () =>
    ({ message }) =>
      message?.hasAttachments ?? false,
})
