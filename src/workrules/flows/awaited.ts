import { m } from '#texts'
import type { Words } from '../rules/condition.ts'
import { occasions } from '../rules/occasions.ts'

type Awaited = {
  key: string
  words: Words
  type: string
  fits?: (data: Record<string, unknown>) => boolean
}

/** What a flow may wait for: all that sets a rule off, and some more. */
export const awaited: readonly Awaited[] = [
  ...occasions,
  {
    key: 'we_replied',
    words: m.flows_on_we_replied,
    type: 'message.replied',
    fits: ({ isAutomatic }) => isAutomatic !== true,
  },
  { key: 'fields_changed', words: m.flows_on_fields_changed, type: 'conversation.fields_changed' },
  { key: 'order_changed', words: m.flows_on_order_changed, type: 'conversation.order_changed' },
  { key: 'promise_kept', words: m.flows_on_promise_kept, type: 'promise.kept' },
]

export const awaitedNamed = new Map(awaited.map((one) => [one.key, one]))
