import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'

export const order = z.object({
  id,
  brandId: id,
  number: z.string(),
  placedAt: time,
  /** ISO 4217, and the amount in its smallest unit: 4980 JPY, 4980 = 49.80 USD. */
  currency: z.string(),
  totalMinor: z.number().int(),
  state: z.enum(['placed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned']),
  items: z.array(z.record(z.string(), z.unknown())),
  shipments: z.array(z.record(z.string(), z.unknown())),
})

export const listOrders = endpoint({
  method: 'GET',
  path: '/api/customers/{id}/orders',
  summary: { en: 'Orders of a customer, newest first', ja: 'お客様の注文の一覧（新しい順）' },
  tag: 'Customers',
  params: byId,
  query: paging,
  reply: pageOf(order),
})
