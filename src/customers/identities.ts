import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import type { Customer } from './door.ts'

/** Adds an address or phone number. Whose it already is stays the owner: two customers are joined by a merge, never by this. */
export async function addIdentity(
  tx: Tx,
  customer: Customer,
  wish: { kind: 'email' | 'phone'; value: string },
  actor: Actor,
): Promise<void> {
  const value = wish.kind === 'email' ? addressOf(wish.value) : phoneOf(wish.value)
  const known = await tx
    .selectFrom('identities')
    .select(['customer_id', 'id'])
    .where('brand_id', '=', customer.brand_id)
    .where('kind', '=', wish.kind)
    .where('value', '=', value)
    .executeTakeFirst()
  if (known?.customer_id === customer.id) return
  if (known) {
    throw new Refusal(409, 'identity_taken', (locale) => m.customers_identity_taken({}, { locale }), {
      field: 'value',
      more: { customerId: known.customer_id },
    })
  }
  await tx
    .insertInto('identities')
    .values({
      brand_id: customer.brand_id,
      customer_id: customer.id,
      kind: wish.kind,
      value,
      shown: wish.value.trim(),
    })
    .execute()
  await record(tx, {
    type: 'customer.identity_added',
    brandId: customer.brand_id,
    customerId: customer.id,
    actor,
    data: { kind: wish.kind, value },
  })
}

/** Removes an address or phone number; the last way to reach somebody stays. */
export async function removeIdentity(
  tx: Tx,
  customer: Customer,
  identityId: number,
  actor: Actor,
): Promise<void> {
  const all = await tx
    .selectFrom('identities')
    .select(['id', 'kind', 'value'])
    .where('brand_id', '=', customer.brand_id)
    .where('customer_id', '=', customer.id)
    .execute()
  const gone = all.find((one) => one.id === identityId)
  if (!gone) throw notFound('identity')
  if (all.length === 1) {
    throw new Refusal(409, 'last_identity', (locale) => m.customers_last_identity({}, { locale }))
  }
  await tx
    .deleteFrom('identities')
    .where('brand_id', '=', customer.brand_id)
    .where('id', '=', identityId)
    .execute()
  await record(tx, {
    type: 'customer.identity_removed',
    brandId: customer.brand_id,
    customerId: customer.id,
    actor,
    data: { kind: gone.kind, value: gone.value },
  })
}

function addressOf(value: string): string {
  const address = value.trim().toLowerCase()
  if (/^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/.test(address)) return address
  throw invalid('value', 'not_an_address', (locale) => m.customers_not_an_address({}, { locale }))
}

/** Digits with a plus sign in front if there was one: how numbers are compared. */
export function phoneOf(value: string): string {
  const folded = value.normalize('NFKC')
  const digits = folded.replaceAll(/[\s().‐‑‒–—―−-]/g, '')
  if (/^\+?\d{6,15}$/.test(digits)) return digits
  throw invalid('value', 'not_a_phone_number', (locale) => m.customers_not_a_phone_number({}, { locale }))
}
