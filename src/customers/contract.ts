import { z } from 'zod'
import { channel, status } from '#conversations/contract.ts'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { fieldValues } from './fields/contract.ts'

const tag = 'Customers'

export const identity = z.object({
  id,
  kind: z.enum(['email', 'phone', 'visitor', 'shopper', 'api']),
  value: z.string(),
  isVerified: z.boolean(),
  /** Mail to it came back: since when and why. */
  undeliverable: z.object({ since: time, reason: z.string().nullable() }).nullable(),
})
export type Identity = z.infer<typeof identity>

export const language = z.enum(['ja', 'en'])
/** On what a preferred language rests: the customer said so, staff set it, or their messages show it. */
export const languageEvidence = z.enum(['customer', 'staff', 'messages'])

export const customerSummary = z.object({
  id,
  brandId: id,
  name: z.string(),
  address: z.string().nullable(),
  language: language.nullable(),
  country: z.string().nullable(),
  isBlocked: z.boolean(),
  openConversations: z.number().int(),
  lastContactAt: time.nullable(),
  createdAt: time,
})
export type CustomerSummary = z.infer<typeof customerSummary>

export const customerPage = customerSummary.extend({
  languageEvidence: languageEvidence.nullable(),
  region: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** The zone of their own clock as far as anything tells it: what is written down, their browser, country or address. */
  clock: z.string().nullable(),
  note: z.string(),
  fields: fieldValues,
  identities: z.array(identity),
  conversations: z.number().int(),
  orders: z.number().int(),
  /** This customer was merged away; what they had is with that one now. */
  mergedIntoId: id.nullable(),
  /** Merges into this customer that can be undone, newest first. */
  merges: z.array(z.object({ id, customerId: id, name: z.string(), at: time })),
})
export type CustomerPage = z.infer<typeof customerPage>

export const listCustomers = endpoint({
  method: 'GET',
  path: '/api/customers',
  summary: {
    en: 'List customers, latest contact first, or find them by name, address, phone or order number',
    ja: 'お客様の一覧（最後の連絡が新しい順）。名前、アドレス、電話番号、注文番号で検索できる',
  },
  tag,
  query: z.object({ q: z.string().max(200).optional(), brandId: id.optional() }).extend(paging.shape),
  reply: pageOf(customerSummary),
})

export const getCustomer = endpoint({
  method: 'GET',
  path: '/api/customers/{id}',
  summary: { en: 'One customer', ja: 'お客様を取得する' },
  tag,
  params: byId,
  reply: customerPage,
})

const word = (longest: number) => z.string().trim().max(longest)

export const changeCustomer = endpoint({
  method: 'PATCH',
  path: '/api/customers/{id}',
  summary: { en: 'Change what is known of a customer', ja: 'お客様の情報を変更する' },
  tag,
  params: byId,
  body: z.object({
    name: word(200).optional(),
    language: language.nullable().optional(),
    /** Why this language; staff unless said. */
    languageEvidence: languageEvidence.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable()
      .optional(),
    region: word(100).nullable().optional(),
    timeZone: word(60).nullable().optional(),
    note: word(20_000).optional(),
    isBlocked: z.boolean().optional(),
  }),
  reply: customerPage,
})

export const addIdentity = endpoint({
  method: 'POST',
  path: '/api/customers/{id}/identities',
  summary: {
    en: 'Add an address or phone number that the customer told us; it counts as not verified',
    ja: 'お客様から聞いたアドレスや電話番号を追加する。未確認として扱われる',
  },
  tag,
  params: byId,
  body: z.object({ kind: z.enum(['email', 'phone']), value: word(320).min(3) }),
  reply: customerPage,
})

export const removeIdentity = endpoint({
  method: 'DELETE',
  path: '/api/customers/{id}/identities/{identityId}',
  summary: { en: 'Remove an address or phone number', ja: 'アドレスや電話番号を削除する' },
  tag,
  params: z.object({ id, identityId: id }),
  reply: customerPage,
})

/** One line of a customer's timeline: a message of any conversation, or something that happened to the customer. */
export const timelineItem = z.object({
  kind: z.enum(['message', 'event']),
  id,
  at: time,
  conversation: z.object({ id, subject: z.string(), status, channel }).nullable(),
  message: z
    .object({
      direction: z.enum(['in', 'out', 'note']),
      kind: z.enum(['message', 'auto_reply', 'bounce', 'list']),
      author: z.string(),
      /** Written by the desk itself: no person has said it. */
      isAutomatic: z.boolean(),
      preview: z.string(),
      hasAttachments: z.boolean(),
    })
    .nullable(),
  event: z
    .object({ type: z.string(), actor: z.string(), data: z.record(z.string(), z.unknown()) })
    .nullable(),
})
export type TimelineItem = z.infer<typeof timelineItem>

export const getTimeline = endpoint({
  method: 'GET',
  path: '/api/customers/{id}/timeline',
  summary: {
    en: 'Everything said and done with a customer over all conversations, newest first',
    ja: 'すべてのお問い合わせを通した、お客様とのやり取りの履歴（新しい順）',
  },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(timelineItem),
})

/** Why two customers may be one person. Only a person decides. */
export const likeness = z.enum([
  'same_address',
  'same_phone',
  'same_order',
  'same_name_and_postcode',
  'same_name',
])
export const suggestion = z.object({
  customer: customerSummary,
  reasons: z.array(likeness).min(1),
  /** What they have in common, as shown to the person who decides. */
  shared: z.array(z.string()),
})
export type Suggestion = z.infer<typeof suggestion>

export const suggestMerges = endpoint({
  method: 'GET',
  path: '/api/customers/{id}/merge-suggestions',
  summary: { en: 'Customers who are likely the same person', ja: '同じ人と思われるお客様の候補' },
  tag,
  params: byId,
  reply: z.object({ items: z.array(suggestion) }),
})

export const mergePreview = z.object({
  kept: customerPage,
  merged: customerPage,
  /** What the kept customer will look like. */
  result: customerPage,
  moves: z.object({
    identities: z.number(),
    conversations: z.number(),
    orders: z.number(),
    messages: z.number(),
  }),
})
export type MergePreview = z.infer<typeof mergePreview>

export const previewMerge = endpoint({
  method: 'GET',
  path: '/api/customers/{id}/merge-preview',
  triesOut: true,
  summary: {
    en: 'What merging another customer into this one would do',
    ja: '別のお客様をこのお客様に統合した場合の結果',
  },
  tag,
  params: byId,
  query: z.object({ with: id }),
  reply: mergePreview,
})

export const mergeCustomers = endpoint({
  method: 'POST',
  path: '/api/customers/{id}/merges',
  summary: { en: 'Merge another customer into this one', ja: '別のお客様をこのお客様に統合する' },
  tag,
  params: byId,
  body: z.object({ customerId: id }),
  reply: customerPage,
})

export const undoMerge = endpoint({
  method: 'POST',
  path: '/api/customers/{id}/merges/{mergeId}/undo',
  summary: {
    en: 'Undo a merge: everything goes back to where it was; what came since stays',
    ja: '統合を取り消し、すべてを元に戻す。統合後に届いたものは残る',
  },
  tag,
  params: z.object({ id, mergeId: id }),
  reply: customerPage,
})
