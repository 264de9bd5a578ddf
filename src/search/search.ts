import { namesIn, searchableTexts } from '#conversations/searchable.ts'
import type { CustomerSummary } from '#customers/contract.ts'
import { findCustomers } from '#customers/find.ts'
import type { Caller } from '#platform/caller.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Phrase } from '#platform/search-text.ts'
import type { Sendable } from '#platform/serve.ts'
import { type Candidate, candidates } from './candidates.ts'
import { conditionsFor } from './conditions.ts'
import type { SearchItem } from './contract.ts'
import { highlight, snippetOf } from './highlight.ts'
import { answers, holds, type Question, readQuestion, readTexts } from './question.ts'

type Found = {
  items: Sendable<SearchItem>[]
  nextCursor: string | null
  customers: Pick<Sendable<CustomerSummary>, 'id' | 'brandId' | 'name' | 'address'>[]
  ignored: string[]
}

/** A page of hits, newest first: exactly the messages whose texts hold what was asked for, as looking at each of them would find. */
export async function search(
  tx: Tx,
  caller: Caller,
  query: { q: string; limit: number; cursor?: string | undefined },
): Promise<Found> {
  const question = readQuestion(query.q, caller.timeZone)
  const below = fromCursor(query.cursor, 1)?.[0]
  const { ignored } = question
  if (isEmpty(question)) return { items: [], nextCursor: null, customers: [], ignored }
  const customers = below === undefined ? await namedCustomers(tx, query.q, question) : []
  const conditions = await conditionsFor(tx, caller, question.filters)
  if (conditions.brands.length === 0) return { items: [], nextCursor: null, customers, ignored }
  const hits: Candidate[] = []
  gathering: for await (const found of candidates(
    tx,
    question,
    conditions,
    below === undefined ? undefined : Number(below),
  )) {
    for (const one of found) {
      if (isHit(question, one)) hits.push(one)
      if (hits.length > query.limit) break gathering
    }
  }
  const page = hits.slice(0, query.limit)
  const last = hits.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map((hit) => toItem(hit, question.wanted)),
    nextCursor: last ? toCursor([last.messageId]) : null,
    customers,
    ignored,
  }
}

function isEmpty({ wanted, unwanted, filters }: Question): boolean {
  const { from, to, tags, assignees, brands, channels, hasAttachment, ...rest } = filters
  const lists = [wanted, unwanted, from, to, tags, assignees, brands, channels]
  return lists.every((list) => list.length === 0) && !hasAttachment && Object.keys(rest).length === 0
}

function isHit(question: Question, one: Candidate): boolean {
  const texts = searchableTexts(
    {
      subject: one.subject,
      named: one.named,
      text: one.text,
      author_name: one.author,
      from_address: one.from,
      to_addresses: one.to,
      cc_addresses: one.cc,
    },
    { id: one.conversationId, order_number: one.orderNumber },
  )
  if (!answers(question, readTexts(texts))) return false
  const { from, to } = question.filters
  const senders = from.length > 0 ? readTexts([one.author, one.from ?? '']) : []
  const recipients = to.length > 0 ? readTexts([...namesIn(one.to), ...namesIn(one.cc)]) : []
  return from.every((phrase) => holds(senders, phrase)) && to.every((phrase) => holds(recipients, phrase))
}

function toItem(hit: Candidate, wanted: readonly Phrase[]): Sendable<SearchItem> {
  const { id, status, channel, orderNumber, customerId, customerName, assigneeId, assigneeName } = hit
  return {
    conversationId: hit.conversationId,
    messageId: hit.messageId,
    brandId: hit.brandId,
    subject: highlight(hit.named ?? hit.subject, wanted),
    snippet: snippetOf(hit.text, wanted),
    author: highlight(hit.author, wanted),
    from: hit.from === null ? null : highlight(hit.from, wanted),
    direction: hit.direction,
    at: hit.at,
    conversation: {
      id,
      status,
      channel,
      orderNumber,
      customer: { id: customerId, name: customerName },
      assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
    },
  }
}

/** Customers who are called what was asked for; a question with filters is about messages. */
async function namedCustomers(tx: Tx, typed: string, question: Question): Promise<Found['customers']> {
  if (question.wanted.length === 0 || question.unwanted.length > 0) return []
  if (!isEmpty({ ...question, wanted: [] })) return []
  const { items } = await findCustomers(tx, { q: typed, limit: 5 })
  return items.map(({ id, brandId, name, address }) => ({ id, brandId, name, address }))
}
