import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { inAllBrands } from '#platform/database.ts'
import type { Tasks } from '#platform/jobs.ts'
import { dispatch, isBehind } from '#platform/outbox.ts'
import { follow } from '../../../consequences.ts'
import { tasksOf } from '../../../tasks.ts'
import type { Desk } from '../../../desk.ts'

// Nobody of the sample lives anywhere, and what is learnt or measured by the hour is so later.
const left = ['deliver-webhook', 'learn-reasons', 'judge-answers', 'warm-up']
const isPost = (task: string) =>
  task.startsWith('mail-') || (task.startsWith('send-') && task !== 'send-message')

type Job = { id: string; task: string; payload: unknown }

/** Does what follows by itself from what has happened until `at`: consequences of events, timers, alarms, mail that leaves. */
export function whatFollows(desk: Desk): (at: Date) => Promise<void> {
  const tasks = tasksOf(desk)
  return async (at) => {
    await tasks['ring-alarms']?.({}, { attempt: 1, isLastAttempt: false })
    for (;;) {
      await dispatchAll(desk)
      const due = await takeDue(desk, at)
      if (due.length === 0) return
      for (const job of due) await doJob(desk, tasks, job, at)
    }
  }
}

async function dispatchAll(desk: Desk): Promise<void> {
  for (;;) {
    await dispatch(desk.db, follow)
    if (!(await isBehind(desk.db))) return
    await pause(5)
  }
}

async function takeDue({ db }: Desk, at: Date): Promise<Job[]> {
  const { rows } = await sql<Job>`
    with due as (
      delete from graphile_worker._private_jobs jobs using graphile_worker._private_tasks tasks
      where tasks.id = jobs.task_id and jobs.run_at <= ${at}
      returning jobs.id::text, tasks.identifier as task, jobs.payload, jobs.run_at
    )
    select id, task, payload from due order by run_at, id`.execute(db.open)
  return rows
}

async function doJob(desk: Desk, tasks: Tasks, { task, payload }: Job, at: Date): Promise<void> {
  if (left.includes(task) || isPost(task)) return
  if (task === 'send-message') return markSent(desk, payload as { brandId: number; messageId: number }, at)
  await tasks[task]?.(payload, { attempt: 1, isLastAttempt: false })
}

async function markSent(
  { db }: Desk,
  { brandId, messageId }: { brandId: number; messageId: number },
  at: Date,
): Promise<void> {
  await inAllBrands(db, (tx) =>
    sql`update messages set delivery_state = 'sent', sent_at = ${at}
      where brand_id = ${brandId} and id = ${messageId}`.execute(tx),
  )
}

/** When the next timer goes off. */
export async function nextTimer({ db }: Desk): Promise<number | undefined> {
  const { rows } = await sql<{
    at: Date | null
  }>`select min(run_at) as at from graphile_worker._private_jobs`.execute(db.open)
  return rows[0]?.at?.getTime()
}
