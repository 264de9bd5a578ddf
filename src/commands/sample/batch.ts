import { searchableTexts } from '#conversations/searchable.ts'
import { subjectKey } from '#conversations/subject-key.ts'
import { toSearchVector } from '#platform/search-text.ts'
import { sampleConversation, type SampleMessage, samplePerson } from './conversation.ts'
import { type Chance, chance } from './random.ts'
import type { Rows } from './write.ts'

export type Wish = {
  seed: number
  /** Conversations in all, of which this batch holds `count` from `first` on. */
  total: number
  first: number
  count: number
  from: Date
  until: Date
  staff: { id: number; name: string }[]
  tagIds: number[]
}
export type Ids = { customers: number[]; conversations: number[]; messages: number[] }

const minute = 60_000

/** The rows of one batch. Ids are taken in the order of time, as a living desk gives them. */
export function sampleBatch(
  wish: Wish,
  takeMessageIds: (count: number) => Promise<number[]>,
  ids: Omit<Ids, 'messages'>,
) {
  const dice = chance(wish.seed + wish.first)
  const tables: Record<string, Rows> = {
    new_customers: [],
    new_identities: [],
    new_orders: [],
    new_conversations: [],
    new_messages: [],
    new_tags: [],
  }
  const customers = ids.customers.map((id, at) => {
    const person = samplePerson(dice, wish.first + at)
    const joined = timeOf(wish, wish.first)
    tables.new_customers?.push([id, person.name, person.language, joined])
    tables.new_identities?.push([id, person.email])
    return { id, ...person }
  })
  const pending: { row: unknown[]; at: number }[] = []
  for (const [at, id] of ids.conversations.entries()) {
    const number = wish.first + at
    const customer = dice.pick(customers)
    const said = sampleConversation(dice, customer, number)
    const began = timeOf(wish, number).getTime()
    const agent = dice.pick(wish.staff)
    const status = statusOf(dice, number / wish.total, said.messages)
    let clock = began
    const times = said.messages.map((message) => {
      clock = Math.min(clock + message.minutesLater * minute, Math.max(wish.until.getTime(), began))
      return new Date(clock)
    })
    const lastOf = (direction: string) =>
      times[said.messages.findLastIndex((one) => one.direction === direction)] ?? null
    const last = said.messages.findLast((one) => one.direction !== 'note')
    const preview = (last?.text ?? '').replaceAll(/\s+/g, ' ').slice(0, 140)
    const isWaiting = ['new', 'open'].includes(status)
    tables.new_conversations?.push([
      id,
      customer.id,
      said.channel,
      said.subject,
      subjectKey(said.subject),
      status,
      status === 'new' ? null : agent.id,
      said.language,
      said.orderNumber,
      preview,
      said.messages.length,
      new Date(began),
      times.at(-1),
      lastOf('in'),
      lastOf('out'),
      isWaiting ? lastOf('in') : null,
    ])
    if (said.orderNumber)
      tables.new_orders?.push([
        customer.id,
        said.orderNumber,
        new Date(began - 86_400_000 * (1 + dice.below(9))),
        1_800 + 100 * dice.below(240),
      ])
    if (wish.tagIds.length > 0 && dice.next() < 0.15) tables.new_tags?.push([id, dice.lean(wish.tagIds)])
    for (const [index, message] of said.messages.entries()) {
      const isIn = message.direction === 'in'
      const author = isIn ? customer.name : agent.name
      const address = isIn ? customer.email : null
      const texts = searchableTexts(
        {
          subject: said.subject,
          text: message.text,
          author_name: author,
          from_address: address,
          to_addresses: [],
          cc_addresses: [],
        },
        { id, order_number: said.orderNumber },
      )
      const when = times[index] ?? new Date(began)
      pending.push({
        at: when.getTime(),
        row: [
          id,
          message.direction,
          said.channel,
          isIn ? null : agent.id,
          isIn ? customer.id : null,
          author,
          address,
          said.subject,
          message.text,
          said.language,
          when,
          toSearchVector(...texts),
        ],
      })
    }
  }
  pending.sort((a, b) => a.at - b.at)
  return takeMessageIds(pending.length).then((messageIds) => {
    tables.new_messages = pending.map(({ row }, at) => [messageIds[at], ...row])
    return tables
  })
}

function timeOf(wish: Wish, number: number): Date {
  const share = number / Math.max(1, wish.total)
  return new Date(wish.from.getTime() + share * (wish.until.getTime() - wish.from.getTime()))
}

/** The older, the more surely resolved; the newest few percent are what the desk works on. */
function statusOf(dice: Chance, share: number, messages: SampleMessage[]): string {
  if (dice.next() < 0.01) return 'spam'
  const isFresh = share > 0.97
  if (!isFresh) return dice.next() < 0.002 ? 'pending_customer' : 'resolved'
  if (messages.length === 1) return 'new'
  return dice.pick(['open', 'open', 'pending_customer', 'pending_customer', 'resolved', 'on_hold', 'new'])
}
