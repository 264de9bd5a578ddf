import { type RawBuilder, sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import type { CustomerSummary } from './contract.ts'
import { findCustomers } from './find.ts'
import { type SummaryRow, summaryColumns, toSummary } from './summary.ts'

type Page = { items: Sendable<CustomerSummary>[]; nextCursor: string | null }
// Sorts after every real time, for those who never wrote.
const never = '-infinity'

/** Customers, latest contact first; each brand is read along its own index. With `q` those who are called so. */
export async function listCustomers(
  tx: Tx,
  query: { q?: string | undefined; brandId?: number | undefined; limit: number; cursor?: string | undefined },
): Promise<Page> {
  if (query.q?.trim()) return findCustomers(tx, { ...query, q: query.q })
  const after = fromCursor(query.cursor, 2)
  const brands =
    query.brandId === undefined ? tx.inBrands : tx.inBrands.filter((one) => one === query.brandId)
  const parts = partsAfter(after).map(
    (part) => sql`(
      select cu.brand_id, cu.id, cu.last_contact_at from customers cu
      where cu.brand_id = brand.id and cu.merged_into_id is null and ${part}
      order by cu.last_contact_at desc nulls last, cu.id desc
      limit ${query.limit + 1})`,
  )
  const { rows } = await sql<SummaryRow>`
    with page as (
      select found.* from unnest(${[...brands]}::bigint[]) as brand (id)
      cross join lateral (${sql.join(parts, sql` union all `)}) found
      order by found.last_contact_at desc nulls last, found.id desc
      limit ${query.limit + 1}
    )
    select ${summaryColumns} from page join customers cu on (cu.brand_id, cu.id) = (page.brand_id, page.id)
    order by cu.last_contact_at desc nulls last, cu.id desc`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items: items.map(toSummary), nextCursor: last ? toCursor([last.sortKey ?? never, last.id]) : null }
}

/** What stands behind a place: each part is one stretch of the index, so that the last page costs what the first does. */
function partsAfter(after: (string | number)[] | undefined): RawBuilder<unknown>[] {
  if (!after) return [sql`true`]
  const [contact, id] = after
  if (contact === never) return [sql`cu.last_contact_at is null and cu.id < ${id}::bigint`]
  return [
    sql`(cu.last_contact_at, cu.id) < (${contact}::timestamptz, ${id}::bigint)`,
    sql`cu.last_contact_at is null`,
  ]
}
