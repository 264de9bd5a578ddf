import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'

/** A job fails so often before its run is shown as stuck. */
export const mostAttempts = 6

type At = { brandId: number; id: number; entry: number }

/** Sets the job that comes when the next of the two times has passed, in place of the one before. */
export async function setTimer(
  tx: Tx,
  { brandId, id, entry }: At,
  { remindAt, dueAt }: { remindAt: Date | null; dueAt: Date | null },
): Promise<void> {
  const runAt = [remindAt, dueAt]
    .filter((one) => one !== null)
    .toSorted((one, other) => one.getTime() - other.getTime())[0]
  if (!runAt) return
  const job = { brandId, runId: id, entry }
  await addJob(tx, 'flow-time-passed', job, { runAt, key: timerOf({ id }), maxAttempts: mostAttempts })
}

export const timerOf = ({ id }: { id: number }) => `flow run ${id}`
