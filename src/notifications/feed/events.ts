import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database.ts'
import { m } from '#texts'
import { invalid } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { feedEvent } from './contract.ts'

type FeedEvent = Sendable<z.input<typeof feedEvent>>
type Place = { transaction: string; id: number }

/**
 * Events after one of them, in the order they were committed. Ids are given out before commit, so a smaller id may become visible
 * after a larger one; following (transaction, id) up to the oldest transaction that still runs misses none. Each brand is read
 * along its own index, so a quiet brand beside a busy one costs nothing.
 */
export async function listEvents(
  tx: Tx,
  query: { after: number; cursor?: string | undefined; limit: number },
): Promise<{ items: FeedEvent[]; nextCursor: string }> {
  const after = query.cursor === undefined ? query.after : idOf(query.cursor)
  const place = await placeOf(tx, after)
  const { rows } = await sql<FeedEvent>`
    select e.id, e.brand_id as "brandId", e.type, e.conversation_id as "conversationId", e.customer_id as "customerId",
      e.message_id as "messageId", jsonb_build_object('kind', e.actor, 'id', e.actor_id) as actor, e.data, e.at
    from unnest(${[...tx.inBrands]}::bigint[]) as brand (id)
    cross join lateral (
      select * from events
      where brand_id = brand.id and (transaction, id) > (${place.transaction}::xid8, ${place.id}::bigint)
        and transaction < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction, id limit ${query.limit}
    ) e
    order by e.transaction, e.id limit ${query.limit}`.execute(tx)
  return { items: rows, nextCursor: String(rows.at(-1)?.id ?? after) }
}

/** Where an event stands in commit order. One the caller cannot see stands where the newest visible one before it does. */
async function placeOf(tx: Tx, after: number): Promise<Place> {
  const { rows } = await sql<Place>`
    select e.transaction::text as transaction, e.id from unnest(${[...tx.inBrands]}::bigint[]) as brand (id)
    cross join lateral (
      select transaction, id from events where brand_id = brand.id and id <= ${after} order by id desc limit 1
    ) e
    order by e.id desc limit 1`.execute(tx)
  return rows[0] ?? { transaction: '0', id: 0 }
}

function idOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw invalid('cursor', 'cursor_unknown', (locale) => m.platform_cursor_unknown({}, { locale }))
}
