import { tasksOf } from '../src/tasks.ts'
import type { Person, TestDesk } from './desk.ts'
import { dispatchAll } from './dispatch-all.ts'

const ours = ['begin-flow', 'walk-flow', 'wake-flow', 'stop-flow', 'flow-time-passed', 'run-rules']

const hour = { minutes: 60 }

/** Steps that ask others and wait an hour; whom they ask is for the test to say. */
export const askingSteps = {
  approval: {
    kind: 'approval',
    what: 'Send it again',
    atMost: hour,
    next: { approved: 'end', refused: 'end', too_late: 'end' },
  },
  department: {
    kind: 'department',
    name: 'In stock?',
    what: 'Is the knife in stock?',
    atMost: hour,
    next: { answered: 'end', too_late: 'end' },
  },
}

/** A graph of steps by their ids, beginning with the first; an end is added where none is given. */
export function graphOf(steps: Record<string, Record<string, unknown>>): Record<string, unknown> {
  const all = { ...steps, ...(steps.end ? {} : { end: { kind: 'end' } }) }
  return {
    start: Object.keys(all)[0],
    steps: Object.entries(all).map(([id, step]) => ({ id, ...step })),
  }
}

/** Makes a flow and publishes it; answers its id. */
export async function publishFlow(
  desk: TestDesk,
  graph: Record<string, unknown>,
  wish: Record<string, unknown> = {},
): Promise<number> {
  const ana = desk.as(desk.ana)
  const made = await ana.post('/api/flows', { brandId: desk.brandId, name: 'Parcel', from: { graph } })
  if (made.status !== 200) throw new Error(JSON.stringify(made.body))
  const { id, revision } = made.body
  const changed = await ana.patch(`/api/flows/${id}`, { revision, ...wish })
  const published = await ana.post(`/api/flows/${id}/publication`, { revision: changed.body.revision })
  if (published.status !== 200) throw new Error(JSON.stringify(published.body))
  return id
}

/** Starts a flow as somebody would with the button; answers the run. */
export async function startFlow(
  desk: TestDesk,
  conversation: number,
  flowId: number,
  who: Person = desk.ana,
) {
  const answer = await desk.as(who).post(`/api/conversations/${conversation}/flow-runs`, { flowId })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** Does what flows make of everything that has happened, as the worker would and each job twice. Timers are taken as due. */
export async function letFlowsRun(desk: TestDesk, most = 10): Promise<void> {
  const tasks = tasksOf(desk)
  for (let turn = 0; turn < most; turn++) {
    await dispatchAll(desk)
    const due = (await desk.jobs()).filter((job) => ours.includes(job.task))
    if (due.length === 0) return
    await desk.db.pool.query(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
       where t.id = j.task_id and t.identifier = any ($1)`,
      [ours],
    )
    for (const { task, payload } of due)
      for (const attempt of [1, 2]) await tasks[task]?.(payload, { attempt, isLastAttempt: false })
    // A timer that came before its time sets itself anew.
    if (due.every((job) => job.task === 'flow-time-passed') && (await onlyTimersLeft(desk))) return
  }
}

async function onlyTimersLeft(desk: TestDesk): Promise<boolean> {
  await dispatchAll(desk)
  return (await desk.jobs())
    .filter((job) => ours.includes(job.task))
    .every((job) => job.task === 'flow-time-passed')
}
