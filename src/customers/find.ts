import { type RawBuilder, sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { fold } from '#platform/search-text.ts'
import type { Sendable } from '#platform/serve.ts'
import type { CustomerSummary } from './contract.ts'
import { type SummaryRow, summaryColumns, toSummary } from './summary.ts'

type Page = { items: Sendable<CustomerSummary>[]; nextCursor: string | null }
type Asked = {
  words: string[]
  numbers: string[]
  brands: number[]
  limit: number
  below: number | undefined
}

/** So many of the newest customers are looked through one by one in less time than all of a common name are fetched. */
const newest = 8_192

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
  const numbers = [...new Set([query.q.trim(), ...query.q.toUpperCase().split(/\s+/)])]
  const below = fromCursor(query.cursor, 1)?.[0]
  const asked = {
    words,
    numbers,
    brands,
    limit: query.limit,
    below: below === undefined ? below : Number(below),
  }
  const rows = (await amongNewest(tx, asked)) ?? (await amongAll(tx, asked))
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items: items.map(toSummary), nextCursor: last ? toCursor([last.id]) : null }
}

/** The page, if it is full of the newest already: of a common name nobody wants to see, or wait for, all. */
async function amongNewest(tx: Tx, asked: Asked): Promise<SummaryRow[] | undefined> {
  const from = (asked.below ?? (await newestId(tx, asked.brands)) + 1) - newest
  // Read along the key: a bitmap without words would be that of everything.
  await sql`select set_config('app.search', '', true), set_config('enable_bitmapscan', 'off', true)`.execute(
    tx,
  )
  const rows = await select(
    tx,
    asked,
    sql`
      select found.* from unnest(${asked.brands}::bigint[]) as brand (id)
      cross join lateral (
        select brand_id, customer_id from customer_search
        where brand_id = brand.id and customer_id >= ${from}::bigint and ${isCalled(asked)}
          and (select merged_into_id from customers where brand_id = brand.id and id = customer_id) is null
        order by customer_id desc limit ${asked.limit + 1}
      ) found`,
  )
  await sql`select set_config('enable_bitmapscan', 'on', true)`.execute(tx)
  return rows.length > asked.limit ? rows : undefined
}

async function newestId(tx: Tx, brands: readonly number[]): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`
    select max(newest.id) as id from unnest(${[...brands]}::bigint[]) as brand (id)
    cross join lateral (select id from customers where brand_id = brand.id order by id desc limit 1) newest`.execute(
    tx,
  )
  return rows[0]?.id ?? 0
}

async function amongAll(tx: Tx, asked: Asked): Promise<SummaryRow[]> {
  await sql`select set_config('app.search', ${asked.words.map(pairsOf).join(' & ')}, true)`.execute(tx)
  return select(
    tx,
    asked,
    sql`
      select brand_id, customer_id from customer_search
      where brand_id = any (${asked.brands}::bigint[]) and ${isCalled(asked)}`,
  )
}

const isBelow = ({ below }: Asked) => (below === undefined ? sql`true` : sql`customer_id < ${below}::bigint`)

function isCalled(asked: Asked): RawBuilder<unknown> {
  const holds = asked.words.map((word) => sql`position(${word} in folded) > 0`)
  return sql.join([isBelow(asked), ...holds], sql` and `)
}

async function select(tx: Tx, asked: Asked, called: RawBuilder<unknown>): Promise<SummaryRow[]> {
  const { rows } = await sql<SummaryRow>`
    with called as materialized (${called}), ordered as (
      select brand_id, customer_id from orders
      where brand_id = any (${asked.brands}::bigint[]) and number = any (${asked.numbers}) and ${isBelow(asked)}
    ), newest_first as (
      select * from (select * from called union select * from ordered) either order by customer_id desc offset 0
    ), page as (
      -- Asked one by one, newest first, until the page is full.
      select brand_id, customer_id from newest_first
      where (select merged_into_id from customers
        where (customers.brand_id, customers.id) = (newest_first.brand_id, newest_first.customer_id)) is null
      limit ${asked.limit + 1}
    )
    select ${summaryColumns} from page join customers cu on (cu.brand_id, cu.id) = (page.brand_id, page.customer_id)
    order by cu.id desc`.execute(tx)
  return rows
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
