import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { promiseWish } from './wish.ts'

const tag = 'Promises'

export const promiseStates = ['open', 'kept', 'broken', 'cancelled'] as const
const person = z.object({ id, name: z.string() })

export const promise = z.object({
  id,
  brandId: id,
  conversation: z.object({ id, subject: z.string() }),
  /** The customer's clock where it is known; else the brand's. */
  customer: z.object({ id, name: z.string(), timeZone: z.string(), isZoneKnown: z.boolean() }),
  /** The message that made it; null for one made on the phone or in a note. */
  messageId: id.nullable(),
  what: z.string(),
  means: promiseWish.shape.means.unwrap(),
  /** Null: whoever was to keep it has left, and somebody must take it over. */
  owner: person.nullable(),
  madeBy: person,
  madeAt: time,
  dueAt: time,
  /** The first word given, and how often it was moved since. */
  firstDueAt: time,
  postponed: z.number().int(),
  state: z.enum(promiseStates),
  isOverdue: z.boolean(),
  endedAt: time.nullable(),
  endedBy: person.nullable(),
  /** How it was kept, or why not. */
  outcome: z.string().nullable(),
})
export type Promised = z.infer<typeof promise>

export const listPromises = endpoint({
  method: 'GET',
  path: '/api/promises',
  summary: {
    en: 'Promises: the open ones, next due first; ended ones, latest first',
    ja: '約束の一覧（対応中は期限が近い順、終了分は新しい順）',
  },
  tag,
  query: z.object({
    brandId: id.optional(),
    /** `me`, `none` (nobody keeps it any more) or the id of a staff member. */
    owner: z.union([z.literal('me'), z.literal('none'), id]).optional(),
    /** `overdue`: open and past its time. `ended`: kept, broken or cancelled. */
    state: z.enum(['open', 'overdue', 'ended']).default('open'),
    conversationId: id.optional(),
    ...paging.shape,
  }),
  reply: pageOf(promise),
})

export const getPromise = endpoint({
  method: 'GET',
  path: '/api/promises/{id}',
  summary: { en: 'One promise', ja: '約束を取得する' },
  tag,
  params: byId,
  reply: promise,
})

export const makePromise = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/promises',
  summary: {
    en: 'Record a promise that no reply makes, such as one given on the phone',
    ja: '電話での約束など、返信以外でした約束を記録する',
  },
  tag,
  params: byId,
  body: promiseWish,
  reply: promise,
})

export const changePromise = endpoint({
  method: 'PATCH',
  path: '/api/promises/{id}',
  summary: {
    en: 'Change what was promised, who keeps it, or by when',
    ja: '約束の内容、担当者、期限を変更する',
  },
  tag,
  params: byId,
  body: promiseWish.partial(),
  reply: promise,
})

export const endPromise = endpoint({
  method: 'POST',
  path: '/api/promises/{id}/end',
  summary: {
    en: 'Say that it was kept, was broken and why, or was no promise after all',
    ja: '約束を「守った」「守れなかった（理由）」「取り消し」のいずれかで終了する',
  },
  tag,
  params: byId,
  body: z.object({
    state: z.enum(['kept', 'broken', 'cancelled']),
    /** How it was kept, or why not; a broken promise needs it. */
    outcome: z.string().trim().max(2_000).default(''),
  }),
  reply: promise,
})

export const promiseTimes = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/promise-times',
  summary: {
    en: 'Times that a promise here may name, by the calendar of those who keep it',
    ja: '営業時間に沿った、約束の期限の候補',
  },
  tag,
  params: byId,
  reply: z.object({
    /** The clock of those who keep it, and that of the customer. */
    zone: z.string(),
    customerZone: z.string(),
    isZoneKnown: z.boolean(),
    items: z.array(
      z.object({
        key: z.enum(['two_hours', 'today', 'next_morning', 'next_day', 'three_days']),
        dueAt: time,
      }),
    ),
  }),
})

export const findPromises = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/promises/found',
  summary: {
    en: 'Sentences of a draft that promise something, with the time they name; nothing is recorded',
    ja: '下書きの文中にある約束らしい文と、その期限を探す。記録はしない',
  },
  tag,
  params: byId,
  body: z.object({ text: z.string().max(100_000) }),
  reply: z.object({
    items: z.array(
      z.object({ sentence: z.string(), means: promiseWish.shape.means.unwrap(), dueAt: time.nullable() }),
    ),
  }),
})

const counts = z.object({
  made: z.number().int(),
  keptInTime: z.number().int(),
  keptLate: z.number().int(),
  broken: z.number().int(),
  open: z.number().int(),
  overdue: z.number().int(),
})
export type PromiseCounts = z.infer<typeof counts>

export const promiseFigures = endpoint({
  method: 'GET',
  path: '/api/promises/figures',
  summary: {
    en: 'How many promises made in a time were kept, in time or late, by person and by reason',
    ja: '期間中の約束のうち、期限内に守られた件数など。担当者別、お問い合わせ種別ごと',
  },
  tag,
  role: 'supervisor',
  query: z.object({ brandId: id.optional(), from: time, to: time }),
  reply: z.object({
    all: counts,
    byPerson: z.array(counts.extend({ staff: person.nullable() })),
    byReason: z.array(counts.extend({ reasonId: id.nullable() })),
  }),
})
