import type { Selectable } from 'kysely'
import type { ReplyApprovals } from '#database/tables.ts'
import type { Tx } from '#platform/database.ts'
import { draftContent } from '../contract-writing.ts'
import { getDrafts, keepDraft } from '../drafts.ts'
import { keptWish } from './kept-wish.ts'

/** What waited becomes the draft of its author again, unless they have begun another one there. */
export async function draftAgain(tx: Tx, approval: Selectable<ReplyApprovals>): Promise<void> {
  // What is more than a reply is written where it was written before, which has its text.
  if (approval.kind === 'restatement') return
  const place = { brand_id: approval.brand_id, id: approval.conversation_id }
  const { draft } = await getDrafts(tx, place, approval.author_id)
  if (draft !== null && String(draft.text ?? '').trim() !== '') return
  // Whether it also resolves is said by the button it is sent with.
  const { html, to, cc, bcc, subject, attachmentIds, both, actions, templateId, promises, sendAt } =
    keptWish.parse(approval.wish)
  const content = draftContent.parse({
    mode: approval.kind === 'forward' ? 'forward' : 'reply',
    text: approval.text,
    html,
    to,
    cc,
    bcc,
    subject,
    attachmentIds,
    both,
    actions,
    templateId,
    promises,
    sendAt,
  })
  await keepDraft(tx, place, approval.author_id, content)
}
