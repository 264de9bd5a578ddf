import { sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'

/** The customer a message comes from, locked until the end of the transaction. */
export type Reached = {
  id: number
  name: string
  language: 'ja' | 'en' | null
  brandLocale: 'ja' | 'en'
  isBlocked: boolean
}

/** Who writes, as a channel knows them. */
export type Sender = {
  kind: 'email' | 'phone' | 'visitor' | 'shopper' | 'api'
  /** As compared, and as the customer writes it. */
  value: string
  shown: string
  name: string
  isVerified: boolean
}

type Wanted = { brandId: number; sender: Sender }

/**
 * Finds the customer by identity, or makes one. Never joins two customers: that is an agent's decision. The caller holds a lock
 * on the sender's name, so one sender is one customer however many of their messages arrive at once.
 */
export async function reachCustomer(tx: Tx, brandId: number, sender: Sender): Promise<Reached> {
  const [reached] = await reachCustomers(tx, [{ brandId, sender }])
  if (!reached) throw new Error(`Brand ${brandId} is not there`)
  return reached
}

/** The same for several different senders at once, in their order. */
export async function reachCustomers(tx: Tx, wanted: readonly Wanted[]): Promise<Reached[]> {
  const asked = wanted.map(({ brandId, sender }, at) => ({ at, brandId, ...sender }))
  const found = await find(tx, asked)
  const missing = asked.filter((one) => !found.has(one.at))
  const made = missing.length > 0 ? await make(tx, missing) : found
  return asked.map(({ at, brandId }) => {
    const reached = found.get(at) ?? made.get(at)
    if (!reached) throw new Error(`Brand ${brandId} is not there`)
    return reached
  })
}

type Asked = Sender & { at: number; brandId: number }

/** Whoever is merged away at this very moment, while the row is waited for, is the customer that is kept. */
async function find(tx: Tx, asked: readonly Asked[]): Promise<Map<number, Reached>> {
  const { rows } = await sql<Reached & { at: number }>`
    with asked as materialized (
      select one.at, one.name, one."brandId" as brand_id, identity.customer_id
      from json_to_recordset(${asJson(asked)}::json) as one (at integer, "brandId" bigint, kind text, value text, name text)
      cross join lateral (
        select customer_id from identities where brand_id = one."brandId" and kind = one.kind and value = one.value limit 1
      ) as identity
    ), reached as (
      update customers set
        last_contact_at = now(),
        name = case when customers.name = '' then given.name else customers.name end
      from (select brand_id, customer_id, max(name) as name from asked group by 1, 2) as given
      where customers.brand_id = given.brand_id and customers.id = given.customer_id
      returning customers.brand_id, customers.id as asked_id, coalesce(customers.merged_into_id, customers.id) as id,
        customers.name, customers.language, customers.is_blocked
    )
    select asked.at, reached.id, reached.name, reached.language, reached.is_blocked as "isBlocked", brands.locale as "brandLocale"
    from asked
    join reached on reached.brand_id = asked.brand_id and reached.asked_id = asked.customer_id
    join brands on brands.id = asked.brand_id`.execute(tx)
  return byPlace(rows)
}

async function make(tx: Tx, asked: readonly Asked[]): Promise<Map<number, Reached>> {
  const { rows } = await sql<Reached & { at: number }>`
    with asked as materialized (
      select one.*, brands.locale, nextval('customers_id_seq') as id
      from json_to_recordset(${asJson(asked)}::json) as one (at integer, "brandId" bigint, kind text, value text, shown text,
        name text, "isVerified" boolean)
      join brands on brands.id = one."brandId"
    ), made as (
      insert into customers (brand_id, id, name, last_contact_at) select "brandId", id, name, now() from asked
    ), known as (
      insert into identities (brand_id, customer_id, kind, value, shown, verified_at)
      select "brandId", id, kind, value, shown, case when "isVerified" then now() end from asked
    )
    select at, id, name, null as language, locale as "brandLocale", false as "isBlocked" from asked`.execute(
    tx,
  )
  return byPlace(rows)
}

function byPlace(rows: readonly (Reached & { at: number })[]): Map<number, Reached> {
  return new Map(rows.map(({ at, ...reached }) => [at, reached]))
}
