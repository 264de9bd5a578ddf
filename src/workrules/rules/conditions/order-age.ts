import { m } from '#texts'
import { condition } from '../condition.ts'
import { isWithin } from '../fields.ts'

const day = 86_400_000

/** Whole days since the order was placed: the time in which it may be sent back, a delivery that takes too long. */
export const orderAge = condition({
  key: 'order_age_days',
  words: m.rules_if_order_age_days,
  takes: { kind: 'range', least: 0, most: 3_660 },
  compile:
    (range) =>
    ({ order, at }) =>
      order !== undefined && isWithin(range, Math.floor((at - order.placedAt) / day)),
})
