import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'

const key = 'ring-alarms'

/**
 * Makes sure that somebody wakes at an alarm. One job waits for the nearest of all of them; it is only written when a nearer one comes, which
 * is rarely. Should two miss each other, the clock wakes every minute besides (schedule.ts).
 */
export async function wakeForAlarm(tx: Tx, at: number | undefined): Promise<void> {
  if (at === undefined) return
  const { rows } = await sql`
    select from graphile_worker.jobs where key = ${key} and locked_at is null and run_at <= ${new Date(at)}`.execute(
    tx,
  )
  if (rows.length === 0) await addJob(tx, 'ring-alarms', {}, { runAt: new Date(at), key, priority: -5 })
}
