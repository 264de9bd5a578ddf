import { m } from '#texts'
import { condition } from '../condition.ts'
import { isWithin } from '../fields.ts'

/** In whole units of the order's own currency: 12,000 yen, 80 dollars. */
export const orderTotal = condition({
  key: 'order_total',
  words: m.rules_if_order_total,
  takes: { kind: 'range', least: 0, most: 100_000_000 },
  compile:
    (range) =>
    ({ order }) =>
      order !== undefined && isWithin(range, order.total),
})
