import { sql } from 'kysely'
import { tasksOf } from '../src/tasks.ts'
import type { TestDesk } from './desk.ts'
import { dispatchAll } from './dispatch-all.ts'

const reckoning = ['reckon-clocks', 'reckon-brand', 'notify-of-deadline']
const context = { attempt: 1, isLastAttempt: false }

/** Does what follows for the clocks, as the worker would, from everything that has happened. */
export async function reckonAll(desk: TestDesk): Promise<void> {
  const tasks = tasksOf(desk)
  await dispatchAll(desk)
  const due = (await desk.jobs()).filter((job) => reckoning.includes(job.task))
  await desk.db.pool.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = any ($1)`,
    [reckoning],
  )
  for (const { task, payload } of due) await tasks[task]?.(payload, context)
}

/** Rings what is due, by so many workers at once. */
export async function ringAll(desk: TestDesk, workers = 1): Promise<void> {
  const { 'ring-alarms': ring } = tasksOf(desk)
  await Promise.all(Array.from({ length: workers }, () => ring?.({}, context)))
  await reckonAll(desk)
}

/** Everything of a conversation happened so many minutes earlier. */
export async function longAgo(desk: TestDesk, id: number, minutes: number): Promise<void> {
  await desk.rows(async (tx) => {
    const ago = sql`make_interval(mins => ${minutes})`
    await sql`update messages set created_at = created_at - ${ago} where conversation_id = ${id}`.execute(tx)
    await sql`update events set at = at - ${ago} where conversation_id = ${id}`.execute(tx)
    await sql`update service_levels set created_at = created_at - ${ago}`.execute(tx)
  })
}

/** A service level that everything fits unless the wish says otherwise. */
export async function keepLevel(desk: TestDesk, wish: Record<string, unknown> = {}) {
  const usual = { brandId: desk.brandId, name: 'Usual', firstMinutes: 60, counts: 'clock' }
  const answer = await desk.as(desk.ana).post('/api/service-levels', { ...usual, ...wish })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
