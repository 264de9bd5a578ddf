import type { Tx } from '#platform/database.ts'
import { addJobs } from '#platform/jobs.ts'

/** Somebody may have become free in these brands: what waits for somebody is offered again. */
export async function offerAgain(tx: Tx, brandIds: readonly number[]): Promise<void> {
  await addJobs(
    tx,
    brandIds.map((brandId) => ({
      task: 'offer-waiting',
      payload: { brandId },
      key: `offer-waiting ${brandId}`,
    })),
  )
}
