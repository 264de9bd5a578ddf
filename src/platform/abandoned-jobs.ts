import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Database } from './database.ts'
import type { Logger } from './log.ts'

const lockClass = 4_271_864
const everyMs = 5_000

/**
 * A killed worker leaves its jobs locked, and Graphile Worker gives them back only after four hours. So each worker holds an advisory
 * lock while it lives, on a connection that the kernel ends with it, and jobs whose worker holds none are given back. It must be
 * missing twice in a row: one that is just starting, or coming back after the database was away, is not robbed of what it does.
 */
export function giveBackAbandonedJobs(
  db: Database,
  workerId: string,
  log: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let client: pg.Client | undefined
  let missing: string[] = []
  const look = async () => {
    client ??= await signOn(db, workerId, () => (client = undefined))
    const now = await missingWorkers(client)
    const gone = now.filter((one) => missing.includes(one))
    missing = now
    if (gone.length === 0) return
    await client.query('select graphile_worker.force_unlock_workers($1)', [gone])
    log.info({ workers: gone }, 'Jobs of a worker that is gone are done again')
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error) => {
        missing = []
        log.debug({ err: error }, 'Abandoned jobs could not be looked for; looking again')
      })
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
    await client?.end()
  })()
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

async function signOn(db: Database, workerId: string, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: db.pool.options.connectionString })
  client.on('error', () => {})
  client.once('end', lost)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [lockClass, workerId])
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

async function missingWorkers(client: pg.Client): Promise<string[]> {
  // pg_locks shows a lock's second number unsigned.
  const { rows } = await client.query<{ worker: string }>(
    `select distinct locked_by as worker from (
       select locked_by from graphile_worker._private_jobs where locked_by is not null
       union all
       select locked_by from graphile_worker._private_job_queues where locked_by is not null
     ) held
     where not exists (
       select from pg_locks
       where locktype = 'advisory' and granted and classid = $1 and objsubid = 2
         and database = (select oid from pg_database where datname = current_database())
         and objid::bigint = hashtext(locked_by)::bigint & 4294967295
     )`,
    [lockClass],
  )
  return rows.map((row) => row.worker)
}
