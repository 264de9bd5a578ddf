import type { Tx } from '#platform/database.ts'
import { addJob, removeJob } from '#platform/jobs.ts'
import { reminderBefore } from '../deadline.ts'

const hour = 3_600_000

/** An hour before it is due, or when half of a shorter time is over: others need longer than we do. */
export const reminderFor = (dueAt: Date): Date => reminderBefore(dueAt, hour)

/** The timer of a task: set again it moves. */
export async function setTaskWatch(tx: Tx, task: { brandId: number; id: number }, at: Date): Promise<void> {
  await addJob(tx, 'watch-task', task, { runAt: at, key: watchKey(task.id) })
}

/** Nothing is waited for any more. */
export async function endTaskWatch(tx: Tx, id: number): Promise<void> {
  await removeJob(tx, watchKey(id))
}

const watchKey = (id: number) => `task:${id}`
