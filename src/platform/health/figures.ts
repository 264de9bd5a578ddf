import { sql } from 'kysely'
import { type Database, inAllBrands } from '../database.ts'

export type Figures = {
  /** Jobs that could run now and wait, and jobs that have given up. */
  jobsWaiting: number
  jobsFailed: number
  /** How long the oldest waiting job has been due, in seconds. */
  jobLag: number
  eventsWaiting: number
  /** How long the oldest event has waited for its consequences, in seconds. */
  eventLag: number
  mailboxesInTrouble: number
  mailsInQuarantine: number
}

/** How the desk is doing, in numbers that are cheap to find. */
export async function figuresOf(db: Database): Promise<Figures> {
  const jobs = await db.pool.query<{ waiting: number; failed: number; lag: number }>(`
    select count(*) filter (where run_at <= now() and attempts < max_attempts and locked_at is null)::int as waiting,
      count(*) filter (where attempts >= max_attempts)::int as failed,
      coalesce(extract(epoch from now() - min(run_at) filter
        (where run_at <= now() and attempts < max_attempts and locked_at is null)), 0)::float8 as lag
    from graphile_worker._private_jobs`)
  const { rows } = await inAllBrands(db, (tx) =>
    sql<{ waiting: number; lag: number; boxes: number; mails: number }>`
      select count(*) as waiting, coalesce(extract(epoch from now() - min(at)), 0)::float8 as lag,
        (select count(*) from mailboxes where trouble is not null and disabled_at is null) as boxes,
        (select count(*) from quarantined_mails where resolved_at is null) as mails
      from events
      where (transaction, id) > ((select transaction from event_cursors where reader = 'consequences'),
        (select event_id from event_cursors where reader = 'consequences'))`.execute(tx),
  )
  const [job] = jobs.rows
  const [found] = rows
  return {
    jobsWaiting: job?.waiting ?? 0,
    jobsFailed: job?.failed ?? 0,
    jobLag: Math.max(0, job?.lag ?? 0),
    eventsWaiting: found?.waiting ?? 0,
    eventLag: Math.max(0, found?.lag ?? 0),
    mailboxesInTrouble: found?.boxes ?? 0,
    mailsInQuarantine: found?.mails ?? 0,
  }
}
