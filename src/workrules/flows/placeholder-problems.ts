import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import type { Both } from './graph.ts'

// What a flow knows of a conversation when nobody is there to fill in the rest.
const known = ['customer.greeting', 'customer.name', 'agent.name', 'number', 'order.number']
const asked = /\{\{\s*([\p{L}\p{N}_.]+)\s*\}\}/gu

/** The placeholders of a text that nobody could fill in. */
export function refuseUnfilledWords(text: Both): Refusal[] {
  const named = [...`${text.en}\n${text.ja}`.matchAll(asked)].map(([, name]) => name ?? '')
  return [...new Set(named.filter((name) => !known.includes(name)))].map(
    (name) =>
      new Refusal(422, 'placeholder_unknown', (locale) =>
        m.flows_placeholder_unknown({ name: `{{${name}}}` }, { locale }),
      ),
  )
}
