import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Authority'

export const kinds = ['refund', 'discount', 'points', 'free_item', 'reship'] as const
export const kind = z.enum(kinds)
export type Kind = z.infer<typeof kind>
export const roles = ['agent', 'supervisor', 'admin', 'exceptions'] as const

/** In whole units as people write it: "12.50" US dollars, "1500" yen, "200" points, "1" piece. */
const amount = z.string().trim().min(1).max(40)
const currency = z.string().trim().min(1).max(10)
const day = z.iso.date()
const person = z.object({ id, name: z.string() })
const why = z.string().trim().min(1).max(2_000)

const limitWish = z.object({
  /** `exceptions`: what is given with approval, by everybody together. */
  role: z.enum(roles),
  kind,
  /** Null: no bound. A role without a limit of a kind gives nothing of it without approval. */
  perCase: amount.nullable(),
  perMonth: amount.nullable(),
  /** Those of the role have the month's budget together, and not each their own. */
  isShared: z.boolean().default(false),
  /** Who is asked above the limits; only for `exceptions`, and without one nobody is. */
  chainId: id.nullable().default(null),
})
export type LimitWish = z.infer<typeof limitWish>

export const authority = z.object({
  brandId: id,
  /** In which refunds and discounts are counted. */
  currency,
  limits: z.array(limitWish),
})
export type Authority = z.infer<typeof authority>

export const getAuthority = endpoint({
  method: 'GET',
  path: '/api/authority',
  summary: {
    en: 'What each role may give to customers without asking, and within which bounds with approval',
    ja: '役割ごとの権限。承認なしで付与できる範囲と、承認を得て付与できる範囲',
  },
  tag,
  query: z.object({ brandId: id }),
  reply: authority,
})

export const changeAuthority = endpoint({
  method: 'PUT',
  path: '/api/authority',
  summary: {
    en: 'Write anew what each role may give; who did it and what it was before is recorded',
    ja: '役割ごとの権限を書き換える。変更者と変更前の内容が記録される',
  },
  tag,
  role: 'admin',
  body: z.object({ brandId: id, currency, limits: z.array(limitWish).max(40) }),
  reply: authority,
})

export const exchangeRate = z.object({
  id,
  brandId: id,
  from: currency,
  to: currency,
  date: day,
  /** What one whole unit of the first costs in whole units of the second. */
  rate: z.string(),
})
export type ExchangeRate = z.infer<typeof exchangeRate>

export const listRates = endpoint({
  method: 'GET',
  path: '/api/exchange-rates',
  summary: { en: 'Exchange rates, newest day first', ja: '為替レートの一覧（新しい日付順）' },
  tag,
  query: z.object({ brandId: id, ...paging.shape }),
  reply: pageOf(exchangeRate),
})

export const keepRate = endpoint({
  method: 'POST',
  path: '/api/exchange-rates',
  summary: {
    en: 'Write down the rate of a day; one that is there is replaced. What was counted stays as it was',
    ja: '日付ごとの為替レートを登録する。同じ日のレートは置き換わるが、計上済みの金額は変わらない',
  },
  tag,
  role: 'admin',
  body: z.object({
    brandId: id,
    from: currency,
    to: currency,
    date: day,
    rate: z.string().trim().min(1).max(30),
  }),
  reply: exchangeRate,
})

export const deleteRate = endpoint({
  method: 'DELETE',
  path: '/api/exchange-rates/{id}',
  summary: { en: 'Delete an exchange rate', ja: '為替レートを削除する' },
  tag,
  role: 'admin',
  params: byId,
  reply: nothing,
})

export const allowance = z.object({
  kind,
  /** Null for points and pieces. */
  currency: currency.nullable(),
  /** Null: no bound. */
  perCase: amount.nullable(),
  perMonth: amount.nullable(),
  /** Of the month's budget, with what is waiting for approval taken off; null: no bound. */
  left: amount.nullable(),
  spent: amount,
  reserved: amount,
  isShared: z.boolean(),
  /** Above that somebody can be asked. */
  canAsk: z.boolean(),
})
export type Allowance = z.infer<typeof allowance>

export const myAuthority = endpoint({
  method: 'GET',
  path: '/api/my-authority',
  summary: {
    en: 'What the caller may give to customers of a brand this month, and how much of it is left',
    ja: '自分の権限。今月付与できる範囲と残り',
  },
  tag,
  query: z.object({ brandId: id }),
  reply: z.object({
    /** The first and the last day of the month by the brand's clock. */
    from: day,
    to: day,
    currency,
    items: z.array(allowance),
  }),
})

export const exceptionBudget = endpoint({
  method: 'GET',
  path: '/api/exception-budget',
  summary: {
    en: 'What is left this month of what a brand gives with approval',
    ja: '承認を得て付与できる全体の予算の今月の残り',
  },
  tag,
  query: z.object({ brandId: id, kind }),
  reply: allowance.pick({ currency: true, perMonth: true, left: true, spent: true, reserved: true }),
})

export const grantStates = ['waiting', 'granted', 'refused', 'withdrawn', 'reversed'] as const

export const grant = z.object({
  id,
  brandId: id,
  conversation: z.object({ id, subject: z.string() }),
  customer: z.object({ id, name: z.string() }),
  kind,
  amount,
  currency: currency.nullable(),
  /** As it counts, in the brand's currency by the rate of its day. */
  counted: z.object({
    amount,
    currency: currency.nullable(),
    rate: z.string().nullable(),
    rateDate: day.nullable(),
  }),
  item: z.string(),
  orderNumber: z.string().nullable(),
  why: z.string(),
  state: z.enum(grantStates),
  askedBy: person,
  askedAt: time,
  /** Of it, above what whoever gives may give alone. */
  approvalId: id.nullable(),
  approvedBy: person.nullable(),
  grantedAt: time.nullable(),
  endedAt: time.nullable(),
  endedBy: person.nullable(),
  endReason: z.string(),
  paid: z.object({ at: time, by: person, reference: z.string() }).nullable(),
  correctsId: id.nullable(),
})
export type Grant = z.infer<typeof grant>

export const grantWish = z.object({
  kind,
  amount,
  /** Of refunds and discounts; the brand's unless named. */
  currency: currency.optional(),
  /** What is sent for free or again. */
  item: z.string().trim().max(500).default(''),
  orderNumber: z.string().trim().min(1).max(100).nullable().default(null),
  why,
  /** Above the caller's authority: ask who is to approve, or refuse. */
  ifAbove: z.enum(['ask', 'refuse']).default('ask'),
})
export type GrantWish = z.infer<typeof grantWish>

export const giveGrant = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/grants',
  summary: {
    en: 'Give something to the customer: at once within the caller’s authority, with approval above it',
    ja: 'お客様に返金や特典を付与する。権限内ならすぐに、超える場合は承認を得てから',
  },
  tag,
  params: byId,
  body: grantWish,
  reply: grant,
})

export const listGrants = endpoint({
  method: 'GET',
  path: '/api/grants',
  summary: { en: 'What was given to customers, newest first', ja: '付与の一覧（新しい順）' },
  tag,
  query: z.object({
    brandId: id.optional(),
    conversationId: id.optional(),
    customerId: id.optional(),
    state: z.enum(grantStates).optional(),
    ...paging.shape,
  }),
  reply: pageOf(grant),
})

export const getGrant = endpoint({
  method: 'GET',
  path: '/api/grants/{id}',
  summary: { en: 'One grant', ja: '付与を取得する' },
  tag,
  params: byId,
  reply: grant,
})

export const withdrawGrant = endpoint({
  method: 'POST',
  path: '/api/grants/{id}/withdraw',
  summary: {
    en: 'Take a grant back, waiting or given; it stays on record and its budget is given back',
    ja: '付与を取り消す。記録は残り、予算は戻る',
  },
  tag,
  params: byId,
  body: z.object({ why }),
  reply: grant,
})

export const correctGrant = endpoint({
  method: 'POST',
  path: '/api/grants/{id}/correct',
  summary: {
    en: 'Correct the amount of a grant: the old one is reversed, a new one stands for it',
    ja: '付与の金額を訂正する。元の付与は取り消され、新しい付与に置き換わる',
  },
  tag,
  params: byId,
  body: z.object({ amount, why }),
  reply: grant,
})

export const markPaid = endpoint({
  method: 'PUT',
  path: '/api/grants/{id}/payment',
  summary: {
    en: 'Record that a grant was paid or sent outside of the desk, when and under which reference',
    ja: '外部で支払い・発送を済ませたことを記録する（日時と参照番号）',
  },
  tag,
  params: byId,
  body: z.object({ reference: z.string().trim().max(200).default(''), at: time.optional() }),
  reply: grant,
})
