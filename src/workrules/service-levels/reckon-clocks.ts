import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { Live } from '#platform/live.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { reckon } from './reckon.ts'

const batch = 200

/** Reckons the clocks of conversations to which something has happened. */
export function reckonClocks(desk: { db: Database; live: Pick<Live, 'tell'> }): Task {
  return async (payload) => {
    const { brandId, conversationIds } = payload as { brandId: number; conversationIds: number[] }
    await inBrands(desk.db, [brandId], (tx) => reckon(tx, brandId, conversationIds))
    // No event says so, since nothing has happened but that time is counted.
    desk.live.tell('deadlines', { conversationIds })
  }
}

/**
 * Reckons all clocks of a brand that run, and those that should: its service levels or calendars have changed. Each batch is a transaction of
 * its own; run again, it comes to the same.
 */
export function reckonBrand(desk: { db: Database }): Task {
  return async (payload) => {
    const { brandId } = payload as RecordedEvent
    for (let after = 0; ; ) {
      const ids = await inBrands(desk.db, [brandId], async (tx) => {
        const { rows } = await sql<{ id: number }>`
          select id from conversations where brand_id = ${brandId} and id > ${after} and merged_into_id is null
            and (status in ('new', 'open', 'pending_customer', 'pending_client', 'on_hold') or next_due_at is not null)
          order by id limit ${batch}`.execute(tx)
        await reckon(
          tx,
          brandId,
          rows.map((row) => row.id),
        )
        return rows.map((row) => row.id)
      })
      const last = ids.at(-1)
      if (last === undefined || ids.length < batch) return
      after = last
    }
  }
}
