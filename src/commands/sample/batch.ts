import { searchableTexts } from '#conversations/searchable.ts'
import { subjectKey } from '#conversations/subject-key.ts'
import { toSearchVector } from '#platform/search-text.ts'
import {
  sampleConversation,
  type SampleConversation,
  type SampleMessage,
  type SamplePerson,
  samplePerson,
} from './conversation.ts'
import { type Chance, chance } from './random.ts'
import type { Rows } from './tables.ts'

export type Wish = {
  seed: number
  /** Conversations in all. */
  total: number
  from: Date
  until: Date
  staff: { id: number; name: string }[]
  tagIds: number[]
}

/** The next id of each, given out in the order of time, as a living desk gives them. */
export type NextIds = { customers: number; conversations: number; messages: number }

type Customer = SamplePerson & { id: number }
type TimedMessage = SampleMessage & { at: Date }

const minute = 60_000

/** The rows of `count` conversations from the `first` on; `next` moves on by what they use. */
export function sampleBatch(wish: Wish, batch: { first: number; count: number }, next: NextIds): Rows {
  const dice = chance(wish.seed + batch.first)
  const rows: Rows = {
    customers: [],
    identities: [],
    orders: [],
    conversations: [],
    messages: [],
    message_search: [],
    conversation_tags: [],
  }
  const customers = Array.from({ length: Math.ceil(batch.count * 0.6) }, () =>
    addCustomer(rows, dice, next, timeOf(wish, batch.first)),
  )
  const said: { at: number; add: (id: number) => void }[] = []
  for (let at = 0; at < batch.count; at++) {
    const number = batch.first + at
    const customer = dice.pick(customers)
    const conversation = sampleConversation(dice, customer, next.conversations)
    const began = timeOf(wish, number)
    const messages = timed(conversation.messages, began, wish.until)
    const agent = dice.pick(wish.staff)
    const id = next.conversations++
    const status = statusOf(dice, number / wish.total, messages.length)
    rows.conversations.push(conversationRow({ id, customer, agent, conversation, status, began, messages }))
    if (conversation.orderNumber)
      rows.orders.push([
        customer.id,
        conversation.orderNumber,
        new Date(began.getTime() - 86_400_000 * (1 + dice.below(9))),
        'JPY',
        1_800 + 100 * dice.below(240),
        'delivered',
      ])
    if (wish.tagIds.length > 0 && dice.next() < 0.15)
      rows.conversation_tags.push([id, dice.lean(wish.tagIds)])
    for (const message of messages)
      said.push({
        at: message.at.getTime(),
        add: (messageId) =>
          addMessage(rows, {
            id: messageId,
            conversation: { id, ...conversation },
            message,
            customer,
            agent,
          }),
      })
  }
  said.sort((a, b) => a.at - b.at)
  for (const { add } of said) add(next.messages++)
  return rows
}

function addCustomer(rows: Rows, dice: Chance, next: NextIds, joined: Date): Customer {
  const id = next.customers++
  const person = samplePerson(dice, id)
  rows.customers.push([id, person.name, person.language, 'messages', joined, joined])
  rows.identities.push([id, 'email', person.email, person.email])
  return { id, ...person }
}

function timed(messages: SampleMessage[], began: Date, until: Date): TimedMessage[] {
  let clock = began.getTime()
  const latest = Math.max(until.getTime(), clock)
  return messages.map((message) => {
    clock = Math.min(clock + message.minutesLater * minute, latest)
    return { ...message, at: new Date(clock) }
  })
}

function conversationRow(one: {
  id: number
  customer: Customer
  agent: Wish['staff'][number]
  conversation: SampleConversation
  status: string
  began: Date
  messages: TimedMessage[]
}): unknown[] {
  const { conversation, status, messages } = one
  const lastOf = (direction: string) =>
    messages.findLast((message) => message.direction === direction)?.at ?? null
  const last = messages.findLast((message) => message.direction !== 'note')
  const isWaiting = ['new', 'open'].includes(status)
  return [
    one.id,
    one.customer.id,
    conversation.channel,
    conversation.subject,
    subjectKey(conversation.subject),
    status,
    status === 'new' ? null : one.agent.id,
    conversation.language,
    conversation.orderNumber,
    (last?.text ?? '').replaceAll(/\s+/g, ' ').slice(0, 140),
    messages.length,
    one.began,
    messages.at(-1)?.at,
    lastOf('in'),
    lastOf('out'),
    isWaiting ? lastOf('in') : null,
    lastOf('out'),
    status === 'resolved' ? messages.at(-1)?.at : null,
  ]
}

function addMessage(
  rows: Rows,
  one: {
    id: number
    conversation: SampleConversation & { id: number }
    message: TimedMessage
    customer: Customer
    agent: Wish['staff'][number]
  },
): void {
  const { id, conversation, message, customer, agent } = one
  const isIn = message.direction === 'in'
  const author = isIn ? customer.name : agent.name
  const address = isIn ? customer.email : null
  const isOut = message.direction === 'out'
  rows.messages.push([
    id,
    conversation.id,
    message.direction,
    conversation.channel,
    isIn ? null : agent.id,
    isIn ? customer.id : null,
    author,
    address,
    conversation.subject,
    message.text,
    conversation.language,
    0.99,
    isOut ? 'sent' : null,
    isOut ? message.at : null,
    message.at,
  ])
  const texts = searchableTexts(
    { subject: conversation.subject, text: message.text, author_name: author, from_address: address },
    { id: conversation.id, order_number: conversation.orderNumber },
  )
  // Written in the order of their times.
  const isLate = false
  rows.message_search.push([id, conversation.id, toSearchVector(...texts), message.at, isLate])
}

function timeOf(wish: Wish, number: number): Date {
  const share = number / Math.max(1, wish.total)
  return new Date(wish.from.getTime() + share * (wish.until.getTime() - wish.from.getTime()))
}

/** The older, the more surely resolved; the newest few percent are what the desk works on. */
function statusOf(dice: Chance, share: number, messages: number): string {
  if (dice.next() < 0.01) return 'spam'
  const isFresh = share > 0.97
  if (!isFresh) return dice.next() < 0.002 ? 'pending_customer' : 'resolved'
  if (messages === 1) return 'new'
  return dice.pick(['open', 'open', 'pending_customer', 'pending_customer', 'resolved', 'on_hold', 'new'])
}
