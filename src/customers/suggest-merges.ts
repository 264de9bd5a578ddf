import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { fold } from '#platform/search-text.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Suggestion } from './contract.ts'
import type { Customer } from './door.ts'
import { type SummaryRow, summaryColumns, toSummary } from './summary.ts'

type Likeness = Suggestion['reasons'][number]
type Found = { id: number; reason: Likeness; shared: string }

const most = 10
const weight: Record<Likeness, number> = {
  same_address: 4,
  same_phone: 4,
  same_order: 3,
  same_name_and_postcode: 2,
  same_name: 1,
}

/** Customers of the same brand who may be the same person, likeliest first, with what they share. Only a person merges. */
export async function suggestMerges(tx: Tx, customer: Customer): Promise<Sendable<Suggestion>[]> {
  if (customer.merged_into_id !== null) return []
  const found = [
    ...(await bySameAddress(tx, customer)),
    ...(await bySamePhone(tx, customer)),
    ...(await bySameOrder(tx, customer)),
    ...(await bySameName(tx, customer)),
  ]
  const score = (id: number) =>
    found.filter((one) => one.id === id).reduce((sum, one) => sum + weight[one.reason], 0)
  const ids = [...new Set(found.map((one) => one.id))]
    .sort((a, b) => score(b) - score(a) || a - b)
    .slice(0, most)
  if (ids.length === 0) return []
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns} from customers cu
    where cu.brand_id = ${customer.brand_id} and cu.id = any (${ids}::bigint[]) and cu.merged_into_id is null`.execute(
    tx,
  )
  const byId = new Map(rows.map((row) => [row.id, toSummary(row)]))
  return ids.flatMap((id) => {
    const summary = byId.get(id)
    if (!summary) return []
    const theirs = found.filter((one) => one.id === id)
    return [
      {
        customer: summary,
        reasons: [...new Set(theirs.map((one) => one.reason))],
        shared: [...new Set(theirs.map((one) => one.shared))],
      },
    ]
  })
}

/** The same address but for a +tag, or an address that a visitor of the chat gave and another customer writes from. */
async function bySameAddress(tx: Tx, customer: Customer): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with mine as materialized (
      select regexp_replace(value, '\\+[^@]*@', '@') as address from identities
      where brand_id = ${customer.brand_id} and customer_id = ${customer.id} and kind = 'email'
      union select email from visitors
      where brand_id = ${customer.brand_id} and customer_id = ${customer.id} and email is not null
    )
    select theirs.customer_id as id, 'same_address' as reason, mine.address as shared
    -- One by one along an index: joined, all addresses of the brand would be compared.
    from mine cross join lateral (
      (select customer_id from identities
        where brand_id = ${customer.brand_id} and kind = 'email' and value = mine.address)
      union all
      (select customer_id from identities
        where brand_id = ${customer.brand_id} and kind = 'email' and value >= split_part(mine.address, '@', 1) || '+'
          and value < split_part(mine.address, '@', 1) || ',' and regexp_replace(value, '\\+[^@]*@', '@') = mine.address
          and customer_id <> ${customer.id}
        limit 50)
      union all
      (select customer_id from visitors
        where brand_id = ${customer.brand_id} and email = mine.address and customer_id <> ${customer.id} limit 50)
    ) theirs
    where theirs.customer_id <> ${customer.id}
    group by 1, 3 limit 50`.execute(tx)
  return rows
}

/** The same number at home and abroad: +81 90… and 090… end alike. */
async function bySamePhone(tx: Tx, customer: Customer): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select theirs.customer_id as id, 'same_phone' as reason, theirs.shown as shared
    from identities mine join identities theirs on theirs.brand_id = mine.brand_id and theirs.kind = 'phone'
      and right(theirs.value, 9) = right(mine.value, 9)
    where mine.brand_id = ${customer.brand_id} and mine.customer_id = ${customer.id} and mine.kind = 'phone'
      and length(mine.value) >= 10 and theirs.customer_id <> mine.customer_id
    limit 50`.execute(tx)
  return rows
}

/** Both asked about one order, or one asked about the other's. */
async function bySameOrder(tx: Tx, customer: Customer): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with mine as (
      select order_number as number from conversations
      where brand_id = ${customer.brand_id} and customer_id = ${customer.id} and order_number is not null
      union select number from orders where brand_id = ${customer.brand_id} and customer_id = ${customer.id}
    )
    select theirs.customer_id as id, 'same_order' as reason, mine.number as shared
    from mine join conversations theirs on theirs.brand_id = ${customer.brand_id} and theirs.order_number = mine.number
    where theirs.customer_id <> ${customer.id}
    union
    select orders.customer_id, 'same_order', mine.number
    from mine join orders on orders.brand_id = ${customer.brand_id} and orders.number = mine.number
    where orders.customer_id <> ${customer.id}
    limit 50`.execute(tx)
  return rows
}

/** The same full name, when few enough are called so that it says something. */
async function bySameName(tx: Tx, customer: Customer): Promise<Found[]> {
  const name = fold(customer.name).trim()
  if ([...name].length < 4) return []
  const characters = [...name]
  const pairs = characters
    .slice(0, -1)
    .map((first, at) => `'${(first + characters[at + 1]).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`)
  await sql`select set_config('app.search', ${pairs.join(' & ')}, true)`.execute(tx)
  const { rows } = await sql<Found>`
    with alike as materialized (
      select customer_search.customer_id from customer_search where brand_id = ${customer.brand_id} and position(${`${name}\n`} in folded) = 1
    )
    select customer_id as id, 'same_name' as reason, ${customer.name}::text as shared from alike
    where customer_id <> ${customer.id} limit 6`.execute(tx)
  return rows.length > 5 ? [] : rows
}
