import { sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import { actorOf, type Run } from './run.ts'
import { takeBack } from './take-back.ts'
import { timerOf } from './timer.ts'

/** Why a run was stopped before its end. */
export type Because = 'by_hand' | 'looped' | 'closed' | 'spam' | 'merged' | 'flow_deleted'

/** The last step is done. */
export async function end(tx: Tx, run: Run): Promise<void> {
  await settle(tx, run, 'ended', null)
  await tell(tx, run, 'flow.ended', actorOf(run))
}

/** Stops a run for good; the step where it stood stays open in its history, and what it asked of others is taken back. */
export async function stop(
  tx: Tx,
  run: Run,
  because: Because,
  actor: Actor = { kind: 'system' },
): Promise<void> {
  await takeBack(tx, run, actor, 'stopped')
  await settle(tx, run, 'stopped', because)
  await tell(tx, run, 'flow.stopped', actor, { because })
}

/** It cannot go on by itself: somebody has to look. It stays where it is and can be tried again, led on, or stopped. */
export async function stick(
  tx: Tx,
  run: Run,
  because: string,
  problem: Record<string, unknown> = {},
): Promise<void> {
  await sql`
    update flow_runs set state = 'stuck', waits_for = null, because = ${because}, problem = ${asJson(problem)}::jsonb,
      stuck_at = ${now()}, remind_at = null, due_at = null
    where brand_id = ${run.brandId} and id = ${run.id}`.execute(tx)
  await removeJob(tx, timerOf(run))
  await tell(tx, run, 'flow.stuck', { kind: 'system' }, { because, step: run.step })
}

async function settle(tx: Tx, run: Run, state: 'ended' | 'stopped', because: Because | null): Promise<void> {
  await sql`
    update flow_runs set state = ${state}, waits_for = null, waits = '{}', ended_at = ${now()}, because = ${because}, problem = null,
      stuck_at = null, remind_at = null, due_at = null
    where brand_id = ${run.brandId} and id = ${run.id}`.execute(tx)
  await removeJob(tx, timerOf(run))
}

async function tell(tx: Tx, run: Run, type: string, actor: Actor, data: Record<string, unknown> = {}) {
  await record(tx, {
    type,
    brandId: run.brandId,
    conversationId: run.conversationId,
    actor,
    data: { flowRunId: run.id, flowId: run.flowId, flowName: run.flowName, ...data },
  })
}
