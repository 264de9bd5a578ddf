import { tasksOf } from '../src/tasks.ts'
import type { TestDesk } from './desk.ts'
import { dispatchAll } from './dispatch-all.ts'

/** Lets everything that has happened have its notices, twice, as after a crash. */
export async function tellNotices(desk: TestDesk): Promise<void> {
  await dispatchAll(desk)
  for (const { task, payload } of await desk.jobs())
    if (task.startsWith('notify-'))
      for (const attempt of [1, 2]) await tasksOf(desk)[task]?.(payload, { attempt, isLastAttempt: false })
}
