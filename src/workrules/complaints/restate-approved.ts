import { z } from 'zod'
import type { ChecksOfReply } from '#conversations/checks/contract.ts'
import { contentOf } from '#conversations/content.ts'
import type { Conversation } from '#conversations/door.ts'
import type { Senders } from '#conversations/reply-approvals/approve.ts'
import { askForApproval } from '#conversations/reply-approvals/ask.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { complaintFacts } from './contract.ts'
import { complaintToRestate, type Means, type Restatement, sendRestatement } from './restate.ts'

/** What a restatement waits with: what it was written from, since that is what the customer is asked to confirm. */
const aboutComplaint = z.object({
  id: z.number(),
  revision: z.number(),
  facts: complaintFacts,
  locale: z.enum(['ja', 'en']),
})

/** Lets a restatement wait for a colleague's word, as any reply of whoever needs that; its link begins when it leaves. */
export async function askToRestate(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  { text, locale, lastSeenEventId, checks }: Restatement & { checks: ChecksOfReply },
): Promise<number> {
  const { id, revision, facts } = await complaintToRestate(tx, conversation, text)
  return askForApproval(tx, caller, conversation, 'restatement', {
    ...{ text, lastSeenEventId, checks },
    ...{ attachmentIds: [], cc: [], bcc: [], withAttachments: false },
    filledLater: ['link'],
    about: { id, revision, facts, locale } satisfies z.output<typeof aboutComplaint>,
  })
}

/** How an approved one is sent. */
export const sendApprovedRestatement =
  (means: Means): Senders['restatement'] =>
  async (tx, author, conversation, { about, text, html, ...sending }) => {
    const { locale, ...complaint } = aboutComplaint.parse(about)
    return sendRestatement(tx, means, author, conversation, complaint, locale, {
      ...sending,
      text: contentOf({ text, html }).text,
    })
  }
