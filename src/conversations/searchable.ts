import type { Address } from './contract.ts'

/** What of a message can be found. */
export type Searchable = {
  subject?: string | null | undefined
  /** What staff named the conversation; found with the message that was its newest then. */
  named?: string | null | undefined
  text?: string | undefined
  author_name?: string | undefined
  from_address?: string | null | undefined
  /** As stored: lists, or the JSON they are written as. */
  to_addresses?: unknown
  cc_addresses?: unknown
}

/** The texts under which a message is found: its words, its people and their addresses, its conversation's number and order. */
export function searchableTexts(
  message: Searchable,
  conversation: { id: number; order_number?: string | null },
): string[] {
  return [
    message.subject ?? '',
    message.named ?? '',
    message.text ?? '',
    message.author_name ?? '',
    message.from_address ?? '',
    ...namesIn(message.to_addresses),
    ...namesIn(message.cc_addresses),
    conversation.order_number ?? '',
    String(conversation.id),
  ]
}

/** Names and addresses of a list of recipients, each a text of its own. */
export function namesIn(list: unknown): string[] {
  const parsed: unknown = typeof list === 'string' ? JSON.parse(list) : list
  if (!Array.isArray(parsed)) return []
  return (parsed as Address[]).flatMap((one) => [one.name ?? '', one.address ?? ''])
}
