import { z } from 'zod'
import { filledIn } from '#people/brands/twins.ts'
import { contentInBoth } from '../both-languages.ts'
import type { ChecksOfReply } from '../checks/contract.ts'
import { forwardMessage, recipient, sendReply } from '../contract-writing.ts'

export type ApprovalKind = 'reply' | 'first' | 'forward' | 'restatement'

/** What was to be sent, as it waits in the database: it was parsed when it came, and is parsed again when it is taken up. */
export const keptWish = sendReply.body.omit({ lastSeenEventId: true, checks: true }).extend({
  to: z.array(recipient).max(100).optional(),
  messageId: forwardMessage.body.shape.messageId,
  withAttachments: forwardMessage.body.shape.withAttachments,
  /** Placeholders that are filled in when it leaves, and not before. */
  filledLater: z.array(z.string()).optional(),
  /** What the feature that asked needs when it is sent. */
  about: z.record(z.string(), z.unknown()).optional(),
})
export type KeptWish = z.output<typeof keptWish> & { checks?: ChecksOfReply | undefined }

/** It as the checks look at it: what is filled in later is nobody's omission. */
export function asLookedAt(kind: string, wish: KeptWish) {
  const later = Object.fromEntries((wish.filledLater ?? []).map((name) => [name, '…']))
  return {
    kind: kind === 'forward' || kind === 'first' ? kind : 'reply',
    text: filledIn(contentInBoth(wish).text, later),
    attachments: wish.attachmentIds.length,
    isInBoth: wish.both !== undefined,
  } as const
}
