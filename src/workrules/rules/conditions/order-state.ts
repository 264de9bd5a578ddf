import { m } from '#texts'
import { condition } from '../condition.ts'

/** Of the order the conversation is about; of one nobody has sent us nothing is known. */
export const orderState = condition({
  key: 'order_state',
  words: m.rules_if_order_state,
  takes: { kind: 'many', from: 'order_state' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ order }) => order !== undefined && wanted.has(order.state)
  },
})
