import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { taskFor } from './door.ts'
import { believe } from './receive-answer.ts'

/** Somebody has read an answer whose sender nobody vouches for, and takes it as the expert's: from now on it counts as any other. */
export async function acceptAnswer(tx: Tx, caller: Caller, messageId: number): Promise<void> {
  const known = await tx
    .selectFrom('task_messages')
    .select(['brand_id', 'task_id'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!known) throw notFound('message')
  const task = await taskFor(tx, caller, known.task_id, 'manage')
  const accepted = await tx
    .updateTable('task_messages')
    .set({ accepted_by_id: caller.staffId, accepted_at: now() })
    .where('brand_id', '=', known.brand_id)
    .where('id', '=', messageId)
    .where('is_doubted', '=', true)
    .where('accepted_at', 'is', null)
    .returning(['author_name', 'others'])
    .executeTakeFirst()
  if (!accepted)
    throw new Refusal(409, 'nothing_to_accept', (locale) => m.tasks_nothing_to_accept({}, { locale }))
  const actor = actorOf(caller)
  await record(tx, {
    type: 'task.answer_accepted',
    brandId: task.brand_id,
    conversationId: task.conversation_id,
    actor,
    data: { taskId: task.id, title: task.title, by: accepted.author_name, taskMessageId: messageId },
  })
  await believe(tx, task, accepted.others, { actor, name: accepted.author_name, messageId })
}
