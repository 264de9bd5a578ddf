import { z } from 'zod'
import { channel, person, status } from '#conversations/contract.ts'
import { endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'

/** Text with the places that were searched for, as [start, end) in UTF-16 units: never HTML. */
export const marked = z.object({
  text: z.string(),
  marks: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().positive()])),
})
export type Marked = z.infer<typeof marked>

export const searchItem = z.object({
  conversationId: id,
  messageId: id,
  brandId: id,
  subject: marked,
  snippet: marked,
  author: marked,
  /** The address a customer wrote from. */
  from: marked.nullable(),
  direction: z.enum(['in', 'out', 'note']),
  at: time,
  conversation: z.object({
    id,
    status,
    channel,
    orderNumber: z.string().nullable(),
    customer: z.object({ id, name: z.string() }),
    assignee: person.nullable(),
  }),
})
export type SearchItem = z.infer<typeof searchItem>

/**
 * Words stand for themselves; together they must all be in one message. "…" keeps words together, -word excludes, ship* completes.
 * Filters: from: to: tag: before: after: status: assignee: brand: channel: has:attachment in:, or 差出人: 宛先: タグ: 以前: 以降: 状態: 担当:
 * ブランド: チャネル: 添付:あり 場所:.
 */
export const search = endpoint({
  method: 'GET',
  path: '/api/search',
  summary: {
    en: 'Search messages, subjects, customers, numbers and addresses, newest first',
    ja: 'メッセージ、件名、お客様、番号、アドレスを検索する（新しい順）',
  },
  tag: 'Search',
  query: z.object({ q: z.string().max(500).default('') }).extend(paging.shape),
  reply: pageOf(searchItem).extend({
    /** On the first page: customers whose name, address, phone or order is what was asked for. */
    customers: z.array(z.object({ id, brandId: id, name: z.string(), address: z.string().nullable() })),
    /** What was not understood, to be told to whoever typed it. */
    ignored: z.array(z.string()),
  }),
})
