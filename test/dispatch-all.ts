import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { dispatch } from '#platform/outbox.ts'
import { follow } from '../src/consequences.ts'
import type { TestDesk } from './desk.ts'

/**
 * Gives every event its consequences. An event waits for transactions that began before it, in whatever database of the server,
 * so beside other tests one look may be too early.
 */
export async function dispatchAll(desk: TestDesk): Promise<void> {
  for (;;) {
    await dispatch(desk.db, follow)
    const { rows } = await desk.rows((tx) =>
      sql`
        select events.id from events, event_cursors cursor
        where reader = 'consequences' and (events.transaction, events.id) > (cursor.transaction, cursor.event_id)
        limit 1`.execute(tx),
    )
    if (rows.length === 0) return
    await pause(10)
  }
}
