import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { sql } from 'kysely'
import type { Customer } from '../door.ts'
import { type FieldValues, fieldValues, type FieldWish } from './contract.ts'
import { fillIn } from './fill-in.ts'

/** Fills in what a brand wants to know of its customers; what is already so changes nothing and records nothing. */
export async function changeCustomerFields(
  tx: Tx,
  customer: Customer,
  wish: { fields: FieldWish; actor: Actor },
): Promise<FieldValues> {
  const before = fieldValues.parse(customer.fields)
  const whose = { brandId: customer.brand_id, about: 'customer' as const }
  const { after, changed } = await fillIn(tx, whose, before, wish.fields)
  if (changed.length === 0) return after
  await sql`update customers set fields = ${asJson(after)}::jsonb
    where brand_id = ${customer.brand_id} and id = ${customer.id}`.execute(tx)
  // What is known of a customer is private: that it changed is told, not what it says.
  await record(tx, {
    type: 'customer.fields_changed',
    brandId: customer.brand_id,
    customerId: customer.id,
    actor: wish.actor,
    data: { changed },
  })
  return after
}
