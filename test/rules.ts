import { tasksOf } from '../src/tasks.ts'
import type { TestDesk } from './desk.ts'
import { dispatchAll } from './dispatch-all.ts'

const ours = [
  'run-rules',
  'set-rule-timers',
  'begin-rule-timers',
  'rule-time-passed',
  'offer-waiting',
  'stop-broken-rules',
  'follow-renamed-tag',
]

/**
 * Does what rules make of everything that has happened, as the worker would and each job twice, as after a crash, until nothing follows any
 * more. Timers are taken as due, so that a test that stands at the right moment sees them.
 */
export async function letRulesRun(desk: TestDesk, most = 10): Promise<void> {
  const tasks = tasksOf(desk)
  for (let turn = 0; turn < most; turn++) {
    await dispatchAll(desk)
    const due = (await desk.jobs()).filter((job) => ours.includes(job.task))
    if (due.length === 0) return
    await desk.db.pool.query('delete from graphile_worker._private_jobs')
    for (const { task, payload } of due)
      for (const attempt of [1, 2]) await tasks[task]?.(payload, { attempt, isLastAttempt: false })
  }
}

/** A rule as it is sent to be made. */
export function ruleWish(desk: TestDesk, wish: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    brandId: desk.brandId,
    name: 'Urgent',
    when: { on: 'message_received' },
    conditions: { all: [{ condition: 'message_words', value: ['urgent', '至急'] }] },
    actions: [{ action: 'priority', value: { priority: 'urgent' } }],
    ...wish,
  }
}
