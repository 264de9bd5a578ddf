import { z } from 'zod'
import type { ChecksOfReply } from '../checks/contract.ts'
import { forwardMessage, recipient, sendReply } from '../contract-writing.ts'

export type ApprovalKind = 'reply' | 'first' | 'forward'

/** What was to be sent, as it waits in the database: it was parsed when it came, and is parsed again when it is taken up. */
export const keptWish = sendReply.body.omit({ lastSeenEventId: true, checks: true }).extend({
  to: z.array(recipient).max(100).optional(),
  messageId: forwardMessage.body.shape.messageId,
  withAttachments: forwardMessage.body.shape.withAttachments,
})
export type KeptWish = z.output<typeof keptWish> & { checks?: ChecksOfReply | undefined }
