import type { SampleMatter } from '#database/sample/handed-up.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { removeJob } from '#platform/jobs.ts'
import { keepAnswer } from '#workrules/complaints/answer.ts'
import { complaintIn, note } from '#workrules/complaints/note.ts'
import { moveConversation, moveMessage } from './play.ts'
import { draftRestatement, type Means, restate } from '#workrules/complaints/restate.ts'

/** A complaint of the sample, as far as it has come: written down, restated, and what the customer said to it. */
export async function takeInComplaint(
  tx: Tx,
  means: Means,
  agent: Caller,
  conversationId: number,
  complaint: NonNullable<SampleMatter['complaint']>,
  at: Date,
): Promise<void> {
  const conversation = () => conversationFor(tx, conversationId, 'change')
  const { facts, temperature, severity, became } = complaint
  await note(tx, agent, await conversation(), { facts, temperature, severity })
  if (became === 'noted') return
  const draft = await draftRestatement(tx, agent, await conversation(), undefined)
  const current = await conversation()
  const wish = { ...draft, lastSeenEventId: current.last_event_id, checks: 'done' as const }
  await restate(tx, means, agent, current, wish)
  const kept = await complaintIn(tx, current)
  const sent = await tx
    .selectFrom('complaint_restatements')
    .select(['id', 'revision', 'message_id'])
    .where('brand_id', '=', kept.brand_id)
    .where('complaint_id', '=', kept.id)
    .executeTakeFirstOrThrow()
  // Nobody of the sample lives anywhere: what they were sent has left.
  await removeJob(tx, `send:${sent.message_id}`)
  await moveMessage(tx, kept.brand_id, sent.message_id, at)
  await moveConversation(tx, kept.brand_id, conversationId)
  if (became === 'restated') return
  const said = {
    answer: became === 'confirmed' ? ('right' as const) : ('different' as const),
    text: complaint.correction ?? '',
  }
  const actor = { kind: 'customer' as const, id: kept.customer_id }
  await keepAnswer(tx, kept, sent, said, { by: 'link', staffId: null, actor })
}
