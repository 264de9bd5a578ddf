import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { temperature, temperatures } from '../escalation/contract.ts'

const tag = 'Complaints'

export const complaintStates = ['noted', 'restated', 'confirmed', 'corrected'] as const
/** What the matter weighs, whoever shouts and whoever does not. */
export const severities = ['minor', 'moderate', 'serious', 'critical'] as const
export { temperatures }

const short = z.string().trim().max(200)
const long = z.string().trim().max(2_000)

/** What happened, as far as it is known, in the words of whoever wrote it down. */
export const complaintFacts = z.object({
  what: long.default(''),
  when: short.default(''),
  where: short.default(''),
  orderNumber: short.default(''),
  item: short.default(''),
  /** What the customer wishes to be done. */
  wish: long.default(''),
})
/** The same where what is not named stays. */
const factsWish = z
  .object({ what: long, when: short, where: short, orderNumber: short, item: short, wish: long })
  .partial()
export type ComplaintFacts = z.infer<typeof complaintFacts>
export const factNames = ['what', 'when', 'where', 'orderNumber', 'item', 'wish'] as const

const person = z.object({ id, name: z.string() })

export const restatement = z.object({
  id,
  sentAt: time,
  sentBy: person,
  messageId: id,
  /** `right`: so it was. `different`: it was not. */
  answer: z.enum(['right', 'different']).nullable(),
  /** By their own hand through the link, or as a person read or heard it. */
  answeredBy: z.enum(['link', 'staff']).nullable(),
  answerText: z.string(),
  answeredAt: time.nullable(),
})

export const complaint = z.object({
  id,
  brandId: id,
  conversation: z.object({ id, subject: z.string(), isOver: z.boolean() }),
  customer: z.object({ id, name: z.string() }),
  state: z.enum(complaintStates),
  facts: complaintFacts,
  /** How heated the customer is. */
  temperature,
  severity: z.enum(severities),
  notedAt: time,
  notedBy: person,
  changedAt: time,
  confirmedAt: time.nullable(),
  /** What has changed since the customer confirmed it. */
  changedSince: z.array(z.enum(factNames)),
})
export type Complaint = z.infer<typeof complaint>

export const complaintPage = complaint.extend({
  /** What was sent to be confirmed, the newest first. */
  restatements: z.array(restatement),
  /** A colleague's word is awaited before it leaves. */
  waitsForApproval: z.boolean(),
  /** The newest message of the customer since the restatement that waits for an answer: it may be one. */
  repliedWith: z.object({ messageId: id, text: z.string() }).nullable(),
  /** What was written down in conversations that were merged into this one, which had a complaint already. */
  others: z.array(
    z.object({
      conversationId: id,
      facts: complaintFacts,
      temperature: complaint.shape.temperature,
      severity: complaint.shape.severity,
    }),
  ),
})
export type ComplaintPage = z.infer<typeof complaintPage>

export const getComplaint = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/complaint',
  summary: {
    en: 'The complaint of a conversation, or what the desk would fill in for one',
    ja: 'お問い合わせの苦情受付票。ないときは記入候補',
  },
  tag,
  params: byId,
  reply: z.object({
    complaint: complaintPage.nullable(),
    suggested: z.object({ facts: complaintFacts, temperature }),
  }),
})

export const noteComplaint = endpoint({
  method: 'PATCH',
  path: '/api/conversations/{id}/complaint',
  summary: {
    en: 'Write down a complaint, or change what is written; what is not named stays',
    ja: '苦情受付票に記入する。指定しない項目は変わらない',
  },
  tag,
  params: byId,
  body: z.object({
    facts: factsWish.optional(),
    temperature: temperature.optional(),
    severity: z.enum(severities).optional(),
  }),
  reply: complaintPage,
})

const locale = z.enum(['ja', 'en'])

export const draftRestatement = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/complaint/restatement',
  summary: {
    en: 'A restatement in the customer’s language, written from what is noted; nothing is sent',
    ja: '受付内容から作るお客様への確認文（送信はしない）',
  },
  tag,
  params: byId,
  query: z.object({ locale: locale.optional() }),
  reply: z.object({ text: z.string(), locale }),
})

export const sendRestatement = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/complaint/restatements',
  summary: {
    en: 'Send the restatement; {{link}} in it becomes the page on which the customer confirms it',
    ja: '確認文を送る。{{link}} はお客様が確認するページの URL になる',
  },
  tag,
  params: byId,
  body: z.object({
    text: z.string().trim().min(1).max(20_000),
    locale,
    lastSeenEventId: z.number().int().nonnegative(),
    /** Ids of findings its writer has seen and sends it with. */
    accepted: z.array(z.string().max(300)).max(100).default([]),
  }),
  reply: complaintPage,
})

export const askRestatementApproval = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/complaint/restatements/for-approval',
  summary: {
    en: 'Let a restatement wait for approval; it is sent, and its link begins, when a colleague approves it',
    ja: '確認文の承認を依頼する。承認されたときに送信され、確認ページの期限もそのときから始まる',
  },
  tag,
  params: byId,
  body: sendRestatement.body,
  reply: complaintPage,
})

export const answerRestatement = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/complaint/answer',
  summary: {
    en: 'Write down what the customer said to the restatement, in a reply or on the phone',
    ja: '返信や電話でのお客様の確認結果を記録する',
  },
  tag,
  params: byId,
  body: z.object({
    answer: z.enum(['right', 'different']),
    text: z.string().trim().max(4_000).default(''),
  }),
  reply: complaintPage,
})

const listed = z.object({
  brandId: id.optional(),
  /** `unconfirmed`: noted, restated or corrected. `changed`: changed since it was confirmed. */
  state: z.enum(['all', 'unconfirmed', 'confirmed', 'changed']).default('all'),
  /** Whether the conversation goes on. */
  of: z.enum(['open', 'over', 'any']).default('open'),
})

export const listComplaints = endpoint({
  method: 'GET',
  path: '/api/complaints',
  summary: { en: 'Complaints, those changed last first', ja: '苦情の一覧（更新が新しい順）' },
  tag,
  query: listed.extend({
    severity: z.enum(severities).optional(),
    temperature: temperature.optional(),
    ...paging.shape,
  }),
  reply: pageOf(complaint),
})

export const countComplaints = endpoint({
  method: 'GET',
  path: '/api/complaints/counts',
  summary: {
    en: 'How many complaints there are of each severity and temperature',
    ja: '苦情の件数（重大さ × 温度）',
  },
  tag,
  query: listed,
  reply: z.object({
    items: z.array(z.object({ severity: z.enum(severities), temperature, count: z.number().int() })),
  }),
})

const twin = z.object({
  en: z.string().trim().max(4_000).default(''),
  ja: z.string().trim().max(4_000).default(''),
})
export const complaintPlaceholders = [
  'customer.name',
  'agent.name',
  'brand',
  'number',
  'facts',
  'wish',
  'link',
] as const
export const complaintWords = z.object({
  /** The restatement in both languages; empty: the desk's own words. */
  restatement: twin.default({ en: '', ja: '' }),
})
const wordsOfBrand = complaintWords.extend({ brandId: id, usualWords: complaintWords })

export const getComplaintWords = endpoint({
  method: 'GET',
  path: '/api/brands/{id}/complaint-words',
  summary: { en: 'The wording of restatements of a brand', ja: 'ブランドの苦情確認文' },
  tag,
  params: byId,
  reply: wordsOfBrand,
})

export const changeComplaintWords = endpoint({
  method: 'PUT',
  path: '/api/brands/{id}/complaint-words',
  summary: { en: 'Set the wording of restatements of a brand', ja: 'ブランドの苦情確認文を設定する' },
  tag,
  role: 'supervisor',
  params: byId,
  body: complaintWords,
  reply: wordsOfBrand,
})
