import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/database.ts'

export type TrackedOrder = {
  number: string
  placedAt: Date
  currency: string
  totalMinor: number
  state: 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
  items: { name: string; quantity: number }[]
  parcels: { carrier: string; tracking: string; url?: string | undefined }[]
}

// Shops write more into these; only what is known by its name and kind is shown.
const items = z.array(
  z.object({ name: z.string(), quantity: z.number().default(1) }).catch({ name: '', quantity: 0 }),
)
const parcels = z.array(
  z
    .object({
      carrier: z.string().default(''),
      tracking: z.string().default(''),
      url: z
        .url({ protocol: /^https$/ })
        .optional()
        .catch(undefined),
    })
    .catch({ carrier: '', tracking: '' }),
)

/**
 * The order of this number, for whoever also knows the address it was ordered with or a postal code it goes to. A number that does not
 * exist and one with another address are answered alike, by one question that takes as long for both.
 */
export async function trackOrder(
  tx: Tx,
  brandId: number,
  asked: { number: string; proof: string },
): Promise<TrackedOrder | undefined> {
  const proof = fold(asked.proof)
  const email = proof.toLowerCase()
  const postal = postalKey(proof)
  const { rows } = await sql<
    Omit<TrackedOrder, 'items' | 'parcels'> & { items: unknown; shipments: unknown }
  >`
    select o.number, o.placed_at as "placedAt", o.currency, o.total_minor as "totalMinor", o.state, o.items, o.shipments
    from orders o
    where o.brand_id = ${brandId} and o.number = any (${numbersOf(asked.number)}::text[])
      and (
        exists (
          select from identities i
          where i.brand_id = o.brand_id and i.customer_id = o.customer_id and i.kind = 'email' and i.value = ${email}
        )
        or ${postal} <> '' and exists (
          select from jsonb_array_elements(o.shipments) as s
          where upper(regexp_replace(normalize(s->>'postalCode', nfkc), '[^0-9A-Za-z]', '', 'g')) = ${postal}
        )
      )
    limit 1`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const { shipments, items: listed, ...order } = row
  return {
    ...order,
    items: (items.safeParse(listed).data ?? []).filter((one) => one.name !== ''),
    parcels: (parcels.safeParse(shipments).data ?? []).filter((one) => one.carrier + one.tracking !== ''),
  }
}

// oxlint-disable-next-line no-control-regex
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .trim()

/** One name for a number however it is typed. */
export const orderKey = (typed: string) => fold(typed).replace(/^#/, '').toUpperCase()

/** As shops write numbers: with # or without, in capitals. */
function numbersOf(typed: string): string[] {
  const plain = fold(typed).replace(/^#/, '')
  return [...new Set([plain, plain.toUpperCase()].flatMap((one) => [one, `#${one}`]))]
}

/** Letters and digits alone: 150-0001 is 1500001, k1a 0b1 is K1A0B1. Too short to be one: nothing. */
function postalKey(typed: string): string {
  if (typed.includes('@')) return ''
  const key = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  return key.length >= 4 && key.length <= 10 ? key : ''
}
