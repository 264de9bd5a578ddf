import { sql } from 'kysely'
import type { z } from 'zod'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import type { notice } from './contract.ts'

type Notice = Sendable<z.input<typeof notice>>

/** What somebody is told of, newest first, over all their brands; of others only that they were asked something, and nothing of the conversation. */
export async function listNotices(
  tx: Tx,
  caller: Caller,
  query: { only?: 'unseen' | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Notice[]; nextCursor: string | null; unseen: number }> {
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const unseen = query.only === 'unseen' ? sql`and seen_at is null` : sql``
  const isInside = sql`n.brand_id = any (${[...caller.brands]}::bigint[])`
  const { rows } = await sql<Notice>`
    select n.id, n.brand_id as "brandId", n.kind, case when ${isInside} then n.conversation_id end as "conversationId",
      coalesce(c.subject, '') as "conversationSubject", coalesce(customers.name, '') as "customerName",
      coalesce(staff.name, '') as "actorName", n.data, n.created_at as "createdAt", n.seen_at as "seenAt"
    from unnest(${[...tx.inBrands]}::bigint[]) as brand (id)
    cross join lateral (
      select * from notices where brand_id = brand.id and staff_id = ${caller.staffId} and id < ${before}::bigint ${unseen} and ${isTheirs(caller)}
      order by id desc limit ${query.limit + 1}
    ) n
    left join conversations c on (c.brand_id, c.id) = (n.brand_id, n.conversation_id) and ${isInside}
    left join customers on (customers.brand_id, customers.id) = (c.brand_id, c.customer_id)
    left join events on (events.brand_id, events.id) = (n.brand_id, n.event_id)
    left join staff on events.actor = 'staff' and staff.id = events.actor_id
    order by n.id desc limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return {
    items,
    nextCursor: last ? toCursor([Number(last.id)]) : null,
    unseen: await countUnseen(tx, caller),
  }
}

export async function seeNotices(
  tx: Tx,
  caller: Caller,
  which: { ids: number[] } | { upTo: number },
): Promise<number> {
  await tx
    .updateTable('notices')
    .set({ seen_at: now() })
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('staff_id', '=', caller.staffId)
    .where('seen_at', 'is', null)
    .where((where) => ('ids' in which ? where('id', 'in', which.ids) : where('id', '<=', which.upTo)))
    .execute()
  return countUnseen(tx, caller)
}

/** What was told while somebody worked for a brand is not theirs afterwards, except for what they are asked. */
const isTheirs = (caller: Caller) =>
  sql`(brand_id = any (${[...caller.brands]}::bigint[]) or kind like 'task\\_%')`

async function countUnseen(tx: Tx, caller: Caller): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (select from notices
      where brand_id = any (${[...tx.inBrands]}::bigint[]) and staff_id = ${caller.staffId} and seen_at is null and ${isTheirs(caller)}
      limit 1000) found`.execute(tx)
  return rows[0]?.total ?? 0
}
