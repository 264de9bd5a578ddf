import { sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { fold } from '#platform/search-text.ts'
import type { Sendable } from '#platform/serve.ts'
import type { CustomerSummary } from './contract.ts'
import { type SummaryRow, summaryColumns, toSummary } from './summary.ts'

type Page = { items: Sendable<CustomerSummary>[]; nextCursor: string | null }

/**
 * Customers whose name, address or phone number holds every word of the question, or who placed the order of that number, newest
 * customer first. Half and full width, capitals and half-width kana are the same.
 */
export async function findCustomers(
  tx: Tx,
  query: { q: string; brandId?: number | undefined; limit: number; cursor?: string | undefined },
): Promise<Page> {
  const words = fold(query.q)
    .split(/[\s"“”「」]+/)
    .filter((word) => word !== '')
    .slice(0, 10)
  const brands =
    query.brandId === undefined ? [...tx.inBrands] : tx.inBrands.filter((one) => one === query.brandId)
  if (words.length === 0 || brands.length === 0) return { items: [], nextCursor: null }
  const after = fromCursor(query.cursor, 1)?.[0]
  await sql`select set_config('app.search', ${words.map(pairsOf).join(' & ')}, true)`.execute(tx)
  const { rows } = await sql<SummaryRow>`
    with called as materialized (
      select customer_search.brand_id, customer_search.customer_id from customer_search
      where brand_id = any (${brands}::bigint[]) and ${sql.join(
        words.map((word) => sql`position(${word} in folded) > 0`),
        sql` and `,
      )}
    ), ordered as (
      select brand_id, customer_id from orders
      where brand_id = any (${brands}::bigint[]) and number = any (${[...new Set([query.q.trim(), ...query.q.toUpperCase().split(/\s+/)])]})
    ), page as (
      select brand_id, customer_id from (select * from called union select * from ordered) either
      where ${after === undefined ? sql`true` : sql`customer_id < ${after}::bigint`}
      order by customer_id desc limit ${query.limit + 1}
    )
    select ${summaryColumns} from page join customers cu on (cu.brand_id, cu.id) = (page.brand_id, page.customer_id)
    where cu.merged_into_id is null
    order by cu.id desc`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items: items.map(toSummary), nextCursor: last ? toCursor([last.id]) : null }
}

/** The pairs of neighbouring characters of a word, as the database cuts them; one character alone begins pairs. */
function pairsOf(word: string): string {
  const characters = [...word]
  const quoted = (pair: string) => `'${pair.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  if (characters.length === 1) return `${quoted(word)}:*`
  return characters
    .slice(0, -1)
    .map((first, at) => quoted(first + (characters[at + 1] ?? '')))
    .join(' & ')
}
