import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import type { CommittedEvent } from '#platform/live.ts'
import { eventsAfter } from '#platform/outbox.ts'
import type { LiveEvent } from './agent-socket-contract.ts'

/** A place in the order of commits. */
export type Place = { transaction: string; event_id: number }

const batch = 500
const longestReplay = 2_000

/** The place of an event that the person may see, or undefined when there is none of that id. */
export async function placeOf(
  db: Database,
  brands: readonly number[],
  id: number,
): Promise<Place | undefined> {
  const { rows } = await inBrands(db, brands, (tx) =>
    sql<Place>`
      select transaction::text as transaction, id as event_id from events
      where brand_id = any (${[...brands]}::bigint[]) and id = ${id}`.execute(tx),
  )
  return rows[0]
}

/** The place from which on nothing has been seen by anybody yet; at worst a few events before it are told again. */
export async function placeNow(db: Database, brands: readonly number[]): Promise<Place> {
  const { rows } = await inBrands(db, brands, (tx) =>
    sql<Place>`
      select newest.transaction, newest.id as event_id from unnest(${[...brands]}::bigint[]) as brand (id)
      cross join lateral (
        select id, transaction::text as transaction from events
        where brand_id = brand.id and transaction < pg_snapshot_xmin(pg_current_snapshot())
        order by id desc limit 1
      ) newest
      order by newest.id desc limit 1`.execute(tx),
  )
  return rows[0] ?? { transaction: '0', event_id: 0 }
}

/** Everything after a place up to now, or undefined when that is more than anybody wants to be told one by one. */
export async function replay(
  db: Database,
  brands: readonly number[],
  from: Place,
): Promise<{ events: CommittedEvent[]; place: Place } | undefined> {
  const events: CommittedEvent[] = []
  for (let place = from; ; ) {
    const next = await inBrands(db, brands, (tx) => eventsAfter(tx, place, batch))
    events.push(...next)
    const last = next.at(-1)
    if (last) place = { transaction: last.transaction, event_id: last.id }
    if (next.length < batch) return { events, place }
    if (events.length >= longestReplay) return undefined
  }
}

export function isAfter(event: CommittedEvent, place: Place): boolean {
  const transactions = BigInt(event.transaction) - BigInt(place.transaction)
  return transactions > 0n || (transactions === 0n && event.id > place.event_id)
}

/** An event without what it says: the screen asks the API for that. */
export function idsOf(event: CommittedEvent): LiveEvent {
  const { id, type, brandId, conversationId, customerId, messageId, actor, actorId } = event
  return { id, type, brandId, conversationId, customerId, messageId, actor, actorId }
}
