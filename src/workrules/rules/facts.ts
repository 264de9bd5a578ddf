import type { FieldValues } from '#customers/fields/contract.ts'

/** Everything a condition may ask about, read once for all rules. Texts are plain: NFKC and lower case. */
export type Facts = {
  conversation: ConversationFacts
  /** The message it is about: the one that came, otherwise the customer's newest. */
  message: MessageFacts | undefined
  customer: CustomerFacts
  /** The order the conversation is about, where it is one of this customer's. */
  order: OrderFacts | undefined
  /** Whether the calendar that holds for this conversation is open. */
  isOpenHour: boolean
  /** Milliseconds since 1970. */
  at: number
}

export type ConversationFacts = {
  id: number
  channel: string
  mailboxId: number | null
  language: string | null
  status: string
  priority: string
  reasonId: number | null
  /** The reasons above it in the tree. */
  reasonsAbove: readonly number[]
  teamId: number | null
  assigneeId: number | null
  /** The service level a rule has given; null: by its conditions. */
  serviceLevelId: number | null
  orderNumber: string | null
  tags: readonly string[]
  subject: string
  messages: number
  /** Since when the customer waits for a person, in milliseconds since 1970. */
  waitingSince: number | null
  rating: number | null
  fields: FieldValues
}

export type MessageFacts = {
  id: number
  text: string
  /** The text as it was written: shouting is heard in capitals. */
  original: string
  /** The sender's address, its domain, and the domains above it. */
  from: readonly string[]
  language: string | null
  hasAttachments: boolean
}

export type CustomerFacts = {
  language: string | null
  country: string | null
  conversations: number
  orders: number
  fields: FieldValues
}

export type OrderFacts = {
  state: string
  /** In whole units of its currency. */
  total: number
  /** Milliseconds since 1970. */
  placedAt: number
}

/** An address and the domains it belongs to: a@mail.example.com, mail.example.com, example.com, com. */
export function namesOf(address: string): string[] {
  const plainly = plain(address)
  const names = plainly === '' ? [] : [plainly]
  let domain = plainly.slice(plainly.lastIndexOf('@') + 1)
  while (domain !== '') {
    names.push(domain)
    const dot = domain.indexOf('.')
    domain = dot === -1 ? '' : domain.slice(dot + 1)
  }
  return names
}

/** How texts are compared: without difference of width and case. */
export const plain = (text: string) => text.normalize('NFKC').toLowerCase()
