import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { changeStatus } from '../change-status.ts'
import { conversationFor } from '../door.ts'
import { refuseEnded, taskFor, type TaskRow } from './door.ts'
import { adoptTaskFiles } from './files.ts'
import { mailIt, storeTaskMessage } from './store-task-message.ts'
import { endTaskWatch, reminderFor, setTaskWatch } from './timer.ts'

/** Says something in a task: an answer of those who were asked, or a further word of those who ask, which opens it again. */
export async function sayInTask(
  tx: Tx,
  caller: Caller,
  task: TaskRow,
  wish: { text: string; isAnswer: boolean; fileIds: readonly number[] },
): Promise<void> {
  refuseEnded(task)
  if (!wish.isAnswer && !caller.brands.includes(task.brand_id)) throw forbidden()
  const messageId = await storeTaskMessage(tx, task, {
    direction: wish.isAnswer ? 'in' : 'out',
    staffId: caller.staffId,
    authorName: caller.name,
    text: wish.text,
  })
  await adoptTaskFiles(tx, task, messageId, caller.staffId, wish.fileIds)
  const actor = actorOf(caller)
  if (wish.isAnswer) return answered(tx, task, { actor, name: caller.name, messageId })
  await tx
    .updateTable('tasks')
    .set({ state: 'open', answered_at: null })
    .where('brand_id', '=', task.brand_id)
    .where('id', '=', task.id)
    .execute()
  if (task.due_at && task.due_at > now())
    await setTaskWatch(tx, { brandId: task.brand_id, id: task.id }, reminderFor(task.due_at))
  await record(tx, {
    type: 'task.asked_on',
    brandId: task.brand_id,
    conversationId: task.conversation_id,
    actor,
    data: { taskId: task.id, title: task.title, teamId: task.team_id, ownerId: task.owner_id },
  })
}

/** An answer is there: the task waits no longer, and a conversation that was put aside for it is open again. */
export async function answered(
  tx: Tx,
  task: TaskRow,
  by: { actor: Actor; name: string; messageId: number },
): Promise<void> {
  await tx
    .updateTable('tasks')
    .set({ state: 'answered', answered_at: now() })
    .where('brand_id', '=', task.brand_id)
    .where('id', '=', task.id)
    .execute()
  await endTaskWatch(tx, task.id)
  await record(tx, {
    type: 'task.answered',
    brandId: task.brand_id,
    conversationId: task.conversation_id,
    actor: by.actor,
    data: {
      taskId: task.id,
      title: task.title,
      by: by.name,
      taskMessageId: by.messageId,
      askedById: task.asked_by_id,
    },
  })
  await takeUpAgain(tx, task, by.actor)
}

/** Only once nothing else is waited for, and only where nobody has moved it since. */
export async function takeUpAgain(tx: Tx, task: TaskRow, actor: Actor): Promise<void> {
  if (task.held_status === null) return
  const conversation = await conversationFor(tx, task.conversation_id, 'change')
  if (conversation.open_tasks > 0 || conversation.status !== task.held_status) return
  await changeStatus(tx, conversation, { status: 'open', actor })
}

/** Sends a mail again that did not arrive. */
export async function retryTaskMail(tx: Tx, caller: Caller, messageId: number): Promise<void> {
  const message = await tx
    .selectFrom('task_messages')
    .select(['brand_id', 'task_id'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message) throw notFound('message')
  await taskFor(tx, caller, message.task_id, 'manage')
  const again = await tx
    .updateTable('task_messages')
    .set({ delivery_state: 'queued', delivery_reason: null })
    .where('brand_id', '=', message.brand_id)
    .where('id', '=', messageId)
    .where('delivery_state', 'in', ['failed', 'unknown'])
    .executeTakeFirst()
  if (again.numUpdatedRows === 0n)
    throw new Refusal(409, 'nothing_to_retry', (locale) => m.tasks_nothing_to_retry({}, { locale }))
  await mailIt(tx, { brandId: message.brand_id, messageId })
}
