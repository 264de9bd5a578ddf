import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { onCommit } from './committed.ts'
import { type Database, inAllBrands, type Tx } from './database.ts'
import { addJobs } from './jobs.ts'
import type { Logger } from './log.ts'

export type RecordedEvent = {
  id: number
  brandId: number
  type: string
  conversationId: number | null
  customerId: number | null
  messageId: number | null
  actor: 'staff' | 'customer' | 'system' | 'rule' | 'flow'
  actorId: number | null
  data: Record<string, unknown>
  at: Date
}

/** Which tasks follow from an event; each becomes a job of its own with the event as payload. */
export type Followers = (tx: Tx, events: RecordedEvent[]) => Promise<Parameters<typeof addJobs>[1]>

const batch = 500
// What follows may wait this long for company: a reading costs as much for one event as for a hundred.
const pauseBetweenReadings = 50

/**
 * Turns events into jobs: reads on from its cursor in commit order, adds the jobs and moves the cursor in one transaction, so an
 * event has its consequences exactly once whatever is killed when. Woken by commits of this process, otherwise by the clock.
 */
export function startOutbox(db: Database, follow: Followers, log: Logger): { stop(): Promise<void> } {
  let wake: () => void = () => {}
  let stopped = false
  let awake = false
  const stopListening = onCommit(() => {
    awake = true
    wake()
  })
  const running = (async () => {
    while (!stopped) {
      awake = false
      const more = await dispatch(db, follow).catch((error) => {
        log.error({ err: error }, 'Events could not be dispatched; trying again')
        return false
      })
      if (more || stopped) continue
      await pause(pauseBetweenReadings)
      if (awake || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    stop() {
      stopped = true
      stopListening()
      wake()
      return running
    },
  }
}

/** Dispatches one batch; true when there may be more. Another process that holds the cursor is left to it. */
export async function dispatch(db: Database, follow: Followers): Promise<boolean> {
  return inAllBrands(db, (tx) => dispatchNext(tx, follow), { keepsPlans: true })
}

async function dispatchNext(tx: Tx, follow: Followers): Promise<boolean> {
  const cursor = await tx
    .selectFrom('event_cursors')
    .select(['transaction', 'event_id'])
    .where('reader', '=', 'consequences')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!cursor) return false
  const events = await eventsAfter(tx, cursor, batch)
  const last = events.at(-1)
  if (!last) return false
  await addJobs(tx, await follow(tx, events))
  await tx
    .updateTable('event_cursors')
    .set({ transaction: last.transaction, event_id: last.id })
    .where('reader', '=', 'consequences')
    .execute()
  return events.length === batch
}

/** Whether events wait for their consequences: an event waits for transactions that began before it, in any database of the server. */
export async function isBehind(db: Database): Promise<boolean> {
  const { rows } = await inAllBrands(db, (tx) =>
    sql`select next.id from event_cursors cursor
      cross join lateral (select id from events where (events.transaction, events.id) > (cursor.transaction, cursor.event_id)
        order by events.transaction, events.id limit 1) next
      where cursor.reader = 'consequences'`.execute(tx),
  )
  return rows.length > 0
}

/** Events after a cursor in the order they were committed, never passing a transaction that still runs. */
export async function eventsAfter(
  tx: Tx,
  cursor: { transaction: string; event_id: number },
  limit: number,
): Promise<(RecordedEvent & { transaction: string })[]> {
  const { rows } = await sql<RecordedEvent & { transaction: string }>`
    select id, brand_id as "brandId", type, conversation_id as "conversationId", customer_id as "customerId",
      message_id as "messageId", actor, actor_id as "actorId", data, at, transaction::text
    from events
    where (transaction, id) > (${cursor.transaction}::xid8, ${cursor.event_id})
      and transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by events.transaction, events.id
    limit ${limit}`.execute(tx)
  return rows
}
