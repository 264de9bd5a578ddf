import { sql } from 'kysely'
import type { z } from 'zod'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { order } from './contract.ts'

type Order = Sendable<z.input<typeof order>>

/** What a customer has ordered, newest first. */
export async function listOrders(
  tx: Tx,
  customerId: number,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: Order[]; nextCursor: string | null }> {
  const customer = await tx
    .selectFrom('customers')
    .select('brand_id')
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer) throw notFound('customer')
  const after = fromCursor(query.cursor, 2)
  const seek = after ? sql`and (placed_at, id) < (${after[0]}::timestamptz, ${after[1]}::bigint)` : sql``
  const { rows } = await sql<Order & { id: number; sortKey: string }>`
    select id, brand_id as "brandId", number, placed_at as "placedAt", placed_at::text as "sortKey", currency,
      total_minor as "totalMinor", state, items, shipments
    from orders where brand_id = ${customer.brand_id} and customer_id = ${customerId} ${seek}
    order by placed_at desc, id desc limit ${query.limit + 1}`.execute(tx)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ sortKey: _, ...row }) => row),
    nextCursor: last ? toCursor([last.sortKey, last.id]) : null,
  }
}
