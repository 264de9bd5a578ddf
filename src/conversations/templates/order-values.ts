import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Conversation } from '../door.ts'
import { both, said, type Values } from './values.ts'

type Order = {
  state: 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
  placedAt: Date
  currency: string
  totalMinor: number
  items: Record<string, unknown>[]
  shipments: Record<string, unknown>[]
}

const states = {
  placed: m.templates_order_placed,
  paid: m.templates_order_paid,
  shipped: m.templates_order_shipped,
  delivered: m.templates_order_delivered,
  cancelled: m.templates_order_cancelled,
  returned: m.templates_order_returned,
}

/** The order the conversation is about; of one nobody has sent us only its number is known. */
export async function orderValues(tx: Tx, conversation: Conversation): Promise<Values> {
  const { order_number: number } = conversation
  if (number === null) return {}
  const { rows } = await sql<Order>`
    select state, placed_at as "placedAt", currency, total_minor as "totalMinor", items, shipments from orders
    where brand_id = ${conversation.brand_id} and number = ${number} and customer_id = ${conversation.customer_id}`.execute(
    tx,
  )
  const [order] = rows
  if (!order) return said('order.number', number)
  const shipment = order.shipments.at(-1)
  return {
    ...said('order.number', number),
    'order.state': both(states[order.state]),
    'order.placed': { kind: 'day', at: order.placedAt.toISOString() },
    'order.total': { kind: 'money', minor: order.totalMinor, currency: order.currency },
    ...itemValues(order.items),
    ...said('order.carrier', word(shipment?.['carrier'])),
    ...said('tracking', word(shipment?.['trackingNumber'] ?? shipment?.['tracking'])),
  }
}

function itemValues(items: Record<string, unknown>[]): Values {
  const names = items.map((item) => word(item['name'])).filter((name) => name !== '')
  if (names.length === 0) return {}
  return { 'order.items': { kind: 'text', en: names.join(', '), ja: names.join('、') } }
}

const word = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
