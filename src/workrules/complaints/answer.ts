import type { Conversation } from '#conversations/door.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { complaintIn, type Kept } from './note.ts'

export type Answer = { answer: 'right' | 'different'; text: string }

/** What the customer said to the restatement, as somebody read it in a reply or heard it on the phone. */
export async function writeDownAnswer(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  said: Answer,
): Promise<void> {
  const complaint = await complaintIn(tx, conversation)
  const open = await tx
    .selectFrom('complaint_restatements')
    .select(['id', 'revision'])
    .where('brand_id', '=', complaint.brand_id)
    .where('complaint_id', '=', complaint.id)
    .where('answer', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!open)
    throw new Refusal(409, 'nothing_to_confirm', (locale) => m.complaints_nothing_to_confirm({}, { locale }))
  if (said.answer === 'different' && said.text === '')
    throw invalid('text', 'what_is_different', (locale) => m.complaints_what_is_different({}, { locale }))
  await keepAnswer(tx, complaint, open, said, {
    by: 'staff',
    staffId: caller.staffId,
    actor: actorOf(caller),
  })
}

/** Keeps an answer: confirmed as it was sent, or to be corrected. The event is the timeline's. */
export async function keepAnswer(
  tx: Tx,
  complaint: Pick<Kept, 'brand_id' | 'id' | 'conversation_id'>,
  restatement: { id: number; revision: number },
  { answer, text }: Answer,
  how: { by: 'link' | 'staff'; staffId: number | null; actor: Actor },
): Promise<void> {
  const at = now()
  await tx
    .updateTable('complaint_restatements')
    .set({ answer, answer_text: text, answered_by: how.by, answered_at: at, answered_staff_id: how.staffId })
    .where('brand_id', '=', complaint.brand_id)
    .where('id', '=', restatement.id)
    .execute()
  const isRight = answer === 'right'
  await tx
    .updateTable('complaints')
    .set({
      state: isRight ? 'confirmed' : 'corrected',
      confirmed_revision: isRight ? restatement.revision : null,
      confirmed_at: isRight ? at : null,
      changed_at: at,
    })
    .where('brand_id', '=', complaint.brand_id)
    .where('id', '=', complaint.id)
    .execute()
  await record(tx, {
    type: isRight ? 'complaint.confirmed' : 'complaint.corrected',
    brandId: complaint.brand_id,
    conversationId: complaint.conversation_id,
    actor: how.actor,
    data: { complaintId: complaint.id, by: how.by, ...(text ? { text } : {}) },
  })
}
