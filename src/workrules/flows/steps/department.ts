import { openTask } from '#conversations/tasks/open-task.ts'
import { momentIf } from '../moment.ts'
import type { Enter } from './step.ts'

/** Asks a team or a person in a task, and waits for the answer there. */
export const enterDepartment: Enter<'department'> = async (tx, { conversation, run, actor }, step) => {
  const dueAt = await momentIf(tx, conversation, step.atMost)
  const taskId = await openTask(
    tx,
    conversation,
    {
      to: step.staffId === null ? { teamId: step.teamId ?? 0 } : { staffId: step.staffId },
      title: step.name || step.what.slice(0, 80),
      text: step.what,
      ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
    },
    { actor, staffId: null, name: run.flowName },
  )
  const types = ['task.answered', 'task.done', 'task.cancelled']
  return { detail: { taskId }, waiting: { waitsFor: 'task', types, knows: { taskId }, dueAt } }
}
