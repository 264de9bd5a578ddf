import { m } from '#texts'
import { condition } from '../condition.ts'
import { isWithin } from '../fields.ts'

export const hasOrders = condition({
  key: 'customer_orders',
  words: m.rules_if_customer_orders,
  takes: { kind: 'range', least: 0, most: 100_000 },
  compile:
    (range) =>
    ({ customer }) =>
      isWithin(range, customer.orders),
})
