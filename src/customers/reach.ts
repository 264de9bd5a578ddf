import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

/** The customer a message comes from, locked until the end of the transaction. */
export type Reached = {
  id: number
  name: string
  language: 'ja' | 'en' | null
  brandLocale: 'ja' | 'en'
  isBlocked: boolean
}

type Sender = {
  kind: 'email' | 'phone' | 'visitor' | 'shopper' | 'api'
  value: string
  shown: string
  name: string
  isVerified: boolean
}

/**
 * Finds the customer by identity, or makes one. Never joins two customers: that is an agent's decision. The caller holds a lock on the
 * sender's name, so one sender is one customer however many of their messages arrive at once.
 */
export async function reachCustomer(tx: Tx, brandId: number, sender: Sender): Promise<Reached> {
  return (await find(tx, brandId, sender)) ?? (await make(tx, brandId, sender))
}

async function find(tx: Tx, brandId: number, sender: Sender): Promise<Reached | undefined> {
  const { rows } = await sql<Reached>`
    update customers set
      last_contact_at = now(),
      name = case when customers.name = '' then ${sender.name} else customers.name end
    -- One row by its key: as a join, a plan made while the tables were small would walk through all customers of the brand.
    where customers.brand_id = ${brandId} and customers.id = (
      select customer_id from identities where brand_id = ${brandId} and kind = ${sender.kind} and value = ${sender.value}
    )
    returning customers.id, customers.name, customers.language,
      (select locale from brands where brands.id = customers.brand_id) as "brandLocale",
      customers.is_blocked as "isBlocked"`.execute(tx)
  return rows[0]
}

async function make(tx: Tx, brandId: number, sender: Sender): Promise<Reached> {
  const { rows } = await sql<Reached>`
    with customer as (
      insert into customers (brand_id, name, last_contact_at) values (${brandId}, ${sender.name}, now()) returning id, name
    ), identity as (
      insert into identities (brand_id, customer_id, kind, value, shown, verified_at)
      select ${brandId}, customer.id, ${sender.kind}, ${sender.value}, ${sender.shown},
        case when ${sender.isVerified} then now() end from customer
    )
    select customer.id, customer.name, null as language, brands.locale as "brandLocale", false as "isBlocked"
    from customer, brands where brands.id = ${brandId}`.execute(tx)
  const [made] = rows
  if (!made) throw new Error(`Brand ${brandId} is not there`)
  return made
}
