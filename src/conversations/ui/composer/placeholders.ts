import { useAsk } from '#agent/ask.ts'
import type { ConversationPage } from '../../contract.ts'
import { isPlaceholder, type Placeholder, placeholder } from '../../vocabulary/placeholder-contract.ts'

/** What a template asks for, as far as it is known here. */
export function usePlaceholders(
  conversation: ConversationPage,
  agent: string,
): Partial<Record<Placeholder, string>> {
  const orders = useAsk(
    'GET /api/customers/{id}/orders',
    { params: { id: conversation.customer.id }, query: { limit: 20 } },
    { staleTime: 60_000, enabled: conversation.orderNumber !== null },
  ).data?.items
  const order = orders?.find((one) => one.number === conversation.orderNumber)
  const shipment = order?.shipments.at(-1)
  const tracking = shipment?.['trackingNumber'] ?? shipment?.['tracking']
  return {
    'customer.name': conversation.customer.name,
    'agent.name': agent,
    number: String(conversation.id),
    'order.number': conversation.orderNumber ?? '',
    tracking: typeof tracking === 'string' || typeof tracking === 'number' ? String(tracking) : '',
  }
}

/** What is known is filled in; the rest stays to be seen, and stops the sending. */
export function filledIn(text: string, values: Partial<Record<Placeholder, string>>): string {
  return text.replaceAll(placeholder, (whole, name: string) =>
    isPlaceholder(name) ? values[name] || whole : whole,
  )
}

/** The placeholders a text still has, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([whole]) => whole))]
}
