import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Job, Logger as GraphileLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { type Kysely, sql } from 'kysely'
import type { DB } from '#database/tables.ts'
import { giveBackAbandonedJobs } from './abandoned-jobs.ts'
import { asJson } from './as-json.ts'
import { now } from './clock.ts'
import type { Database } from './database.ts'
import type { Logger } from './log.ts'

/** A piece of work that a job names; it may run more than once, so it must be idempotent. */
export type Task = (payload: unknown, context: { attempt: number; isLastAttempt: boolean }) => Promise<void>
export type Tasks = Record<string, Task>

/**
 * Adds a job in the caller's transaction: a rolled-back change leaves none. With a `key` a job that still waits is replaced,
 * which is how timers move.
 */
export async function addJob(
  tx: Kysely<DB>,
  task: string,
  payload: unknown,
  options: { runAt?: Date; key?: string; maxAttempts?: number; priority?: number; queue?: string } = {},
): Promise<void> {
  await sql`select 1 from graphile_worker.add_job(${task}, ${asJson(payload)}::json,
    queue_name := ${options.queue ?? null}, run_at := ${options.runAt ?? null}::timestamptz, max_attempts := ${options.maxAttempts ?? 25},
    job_key := ${options.key ?? null}, priority := ${options.priority ?? 0})`.execute(tx)
}

/** Adds many jobs in one statement. Those of one `queue` run one at a time; a lower `priority` runs first. */
export async function addJobs(
  tx: Kysely<DB>,
  jobs: readonly {
    task: string
    payload: unknown
    key?: string
    queue?: string
    priority?: number
    maxAttempts?: number
  }[],
): Promise<void> {
  if (jobs.length === 0) return
  const specs = jobs.map((job) => ({
    identifier: job.task,
    payload: job.payload,
    queue: job.queue ?? null,
    job_key: job.key ?? null,
    priority: job.priority ?? null,
    max_attempts: job.maxAttempts ?? null,
  }))
  await sql`select count(*) from graphile_worker.add_jobs(array(
    select (spec->>'identifier', spec->'payload', spec->>'queue', null, (spec->>'max_attempts')::integer, spec->>'job_key',
      (spec->>'priority')::integer, null)::graphile_worker.job_spec
    from json_array_elements(${asJson(specs)}::json) spec))`.execute(tx)
}

export async function removeJob(tx: Kysely<DB>, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(tx)
}

/** Works on jobs until stopped; stopping lets running ones finish. A failed one is tried again with growing pauses. */
export async function startWorker(
  db: Database,
  tasks: Tasks,
  options: { concurrency: number; log: Logger; crontab?: string },
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {}
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = async (payload, helpers) => {
      const { attempts, max_attempts } = helpers.job
      await untilItsTime(helpers.job)
      await task(payload, { attempt: attempts, isLastAttempt: attempts >= max_attempts })
    }
  }
  const events: WorkerEvents = new EventEmitter()
  let workerId = ''
  events.once('pool:create', ({ workerPool }) => (workerId = workerPool.id))
  const runner = await run({
    pgPool: db.pool,
    events,
    taskList,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    ...(options.crontab === undefined ? {} : { crontab: options.crontab }),
    logger: quietLogger(options.log),
  })
  const abandoned = giveBackAbandonedJobs(db, workerId, options.log)
  return {
    async stop() {
      await runner.stop()
      await abandoned.stop()
    },
  }
}

// Clocks further apart than this are not two readings of one time, and nobody waits longer than that at once.
const mostApart = 86_400_000
const longestWait = 10_000

/**
 * A timer begins by PostgreSQL's clock, and what it does asks ours whether its time has come. Where that one is ahead, the moment between is waited for: whoever finds
 * "not yet" might leave it at that. What has no time of its own begins at once.
 */
async function untilItsTime({ created_at, run_at }: Pick<Job, 'created_at' | 'run_at'>): Promise<void> {
  const early = run_at.getTime() - now().getTime()
  if (run_at > created_at && early > 0 && early < mostApart) await pause(Math.min(early, longestWait))
}

function quietLogger(log: Logger) {
  return new GraphileLogger(() => (level, message, meta) => {
    if (level === 'error') log.error({ meta: meta?.error }, message)
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })
}
