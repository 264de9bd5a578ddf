import type { Selectable } from 'kysely'
import type { ReplyApprovals } from '#database/tables.ts'
import type { Tx } from '#platform/database.ts'
import { draftContent } from '../contract-writing.ts'
import { getDrafts, keepDraft } from '../drafts.ts'
import { keptWish } from './kept-wish.ts'

/** What waited becomes a draft again, of its author or of who goes on with it, unless they have begun another one there. */
export async function draftAgain(
  tx: Tx,
  approval: Selectable<ReplyApprovals>,
  staffId: number,
): Promise<void> {
  // What is more than a reply is written where it was written before, which has its text.
  if (approval.kind === 'restatement') return
  const place = { brand_id: approval.brand_id, id: approval.conversation_id }
  const { draft } = await getDrafts(tx, place, staffId)
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
  await keepDraft(tx, place, staffId, content)
}

/** What somebody wrote who has left becomes the draft of another, with its files. */
export async function takeOver(tx: Tx, approval: Selectable<ReplyApprovals>, staffId: number): Promise<void> {
  const { attachmentIds } = keptWish.parse(approval.wish)
  if (attachmentIds.length > 0)
    await tx
      .updateTable('attachments')
      .set({ staff_id: staffId })
      .where('brand_id', '=', approval.brand_id)
      .where('id', 'in', attachmentIds)
      .where('message_id', 'is', null)
      .execute()
  await draftAgain(tx, approval, staffId)
}
