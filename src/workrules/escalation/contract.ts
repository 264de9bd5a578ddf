import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Escalation'

export const escalationStates = ['waiting', 'accepted', 'sent_back', 'ended'] as const
/** How heated the customer is, whatever the matter weighs. */
export const temperatures = ['calm', 'displeased', 'angry', 'threatening'] as const
export const temperature = z.enum(temperatures)
export type Temperature = z.infer<typeof temperature>

const person = z.object({ id, name: z.string() })
const named = z.object({ id, nameJa: z.string(), nameEn: z.string() })

/** What was tried and what was promised, as it stood when the card was written. */
const tried = z.object({
  kind: z.enum(['reply', 'automatic', 'note', 'article', 'grant', 'task']),
  at: time,
  who: z.string(),
  text: z.string(),
})
const promised = z.object({
  id,
  what: z.string(),
  dueAt: time,
  owner: z.string(),
  state: z.enum(['open', 'overdue', 'kept', 'broken']),
})
export type Tried = z.infer<typeof tried>

/** The hand-over card: what whoever takes over has to know without asking again. */
export const handOverCard = z.object({
  reason: named.nullable(),
  /** Why, in the writer's own words. */
  words: z.string(),
  temperature,
  /** What the customer said, in their words. */
  quote: z.string(),
  quotedMessageId: id.nullable(),
  suggestion: z.string(),
  /** The customer's first word that nobody has answered yet. */
  waitsSince: time.nullable(),
  tried: z.array(tried),
  promised: z.array(promised),
})
export type HandOverCard = z.infer<typeof handOverCard>

/** How long the customer has waited: on the wall and within the hours of those who answer. */
export const wait = z.object({
  since: time,
  minutes: z.number().int(),
  openMinutes: z.number().int(),
})

export const cardWish = z.object({
  reasonId: id.nullable().default(null),
  words: z.string().trim().max(2_000).default(''),
  temperature,
  quote: z.string().trim().max(4_000).default(''),
  quotedMessageId: id.nullable().default(null),
  suggestion: z.string().trim().max(2_000).default(''),
})
export type CardWish = z.infer<typeof cardWish>

export const raiseWish = cardWish.extend({
  /** The next level above the caller's own unless named. */
  levelId: id.optional(),
  tellsCustomer: z.boolean().default(true),
  /** Why the customer is not told, where they otherwise would be. */
  notToldBecause: z.string().trim().max(500).default(''),
})
export type RaiseWish = z.infer<typeof raiseWish>

const levelShown = named.extend({ position: z.number().int() })

export const escalation = z.object({
  id,
  brandId: id,
  conversation: z.object({ id, subject: z.string() }),
  customer: z.object({ id, name: z.string() }),
  state: z.enum(escalationStates),
  level: levelShown,
  reason: named.nullable(),
  words: z.string(),
  temperature,
  askedAt: time,
  /** By when somebody of the level should take it over. */
  acceptBy: time.nullable(),
  /** Nobody took it over in time. */
  isLate: z.boolean(),
  /** Asked besides, since it was late or nobody was there. */
  deputy: person.nullable(),
  holder: person.nullable(),
  /** Null: a rule. */
  raisedBy: person.nullable(),
  raisedAt: time,
  /** How long the customer has waited for an answer until now; null: they do not wait. */
  wait: wait.nullable(),
  /** By when the customer was told to hear; null: they were not told. */
  toldBy: time.nullable(),
  notToldBecause: z.string().nullable(),
  endedAt: time.nullable(),
  outcome: z.string().nullable(),
})
export type Escalation = z.infer<typeof escalation>

export const escalationPage = escalation.extend({
  card: handOverCard,
  /** Every version of the card, the newest first. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      level: levelShown,
      writtenAt: time,
      writtenBy: person.nullable(),
      card: handOverCard,
    }),
  ),
  /** Who is asked now. */
  asked: z.array(person.extend({ isAway: z.boolean() })),
  may: z.object({ accept: z.boolean(), sendBack: z.boolean(), goUp: z.boolean(), end: z.boolean() }),
})
export type EscalationPage = z.infer<typeof escalationPage>

export const draftCard = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/hand-over-card',
  summary: {
    en: 'A hand-over card as far as the desk can fill it in, and what the customer would be told',
    ja: '引き継ぎカードの下書きと、お客様に送る案内文',
  },
  tag,
  params: byId,
  query: z.object({ levelId: id.optional() }),
  reply: z.object({
    levels: z.array(levelShown.extend({ acceptBy: time.nullable(), people: z.number().int() })),
    levelId: id.nullable(),
    reasons: z.array(named),
    card: handOverCard,
    wait: wait.nullable(),
    /** Null: the brand tells nobody, or this customer cannot be reached. */
    notice: z.string().nullable(),
  }),
})

export const raiseEscalation = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/escalations',
  summary: {
    en: 'Escalate a conversation with a hand-over card',
    ja: '引き継ぎカードを付けてエスカレーションする',
  },
  tag,
  params: byId,
  body: raiseWish,
  reply: escalationPage,
})

export const listEscalations = endpoint({
  method: 'GET',
  path: '/api/escalations',
  summary: {
    en: 'Escalations: open ones, those asked longest ago first; ended ones, latest first',
    ja: 'エスカレーションの一覧（対応中は古い順、終了分は新しい順）',
  },
  tag,
  query: z.object({
    brandId: id.optional(),
    /** `open`: waiting or taken over. */
    state: z.enum(['open', 'waiting', 'accepted', 'ended']).default('open'),
    levelId: id.optional(),
    /** `me`: those the caller has, or is asked to take over. */
    mine: z.literal('me').optional(),
    conversationId: id.optional(),
    ...paging.shape,
  }),
  reply: pageOf(escalation),
})

export const getEscalation = endpoint({
  method: 'GET',
  path: '/api/escalations/{id}',
  summary: {
    en: 'One escalation with its card and all versions of it',
    ja: 'エスカレーションと引き継ぎカードの全版',
  },
  tag,
  params: byId,
  reply: escalationPage,
})

export const changeCard = endpoint({
  method: 'PUT',
  path: '/api/escalations/{id}/card',
  summary: { en: 'Write a new version of the card', ja: '引き継ぎカードの新しい版を書く' },
  tag,
  params: byId,
  body: cardWish,
  reply: escalationPage,
})

export const acceptEscalation = endpoint({
  method: 'POST',
  path: '/api/escalations/{id}/accept',
  summary: { en: 'Take it over', ja: '引き受ける' },
  tag,
  params: byId,
  reply: escalationPage,
})

export const sendBackEscalation = endpoint({
  method: 'POST',
  path: '/api/escalations/{id}/send-back',
  summary: { en: 'Send it back down, with the reason', ja: '理由を添えて差し戻す' },
  tag,
  params: byId,
  body: z.object({ why: z.string().trim().max(2_000) }),
  reply: escalationPage,
})

export const goUpEscalation = endpoint({
  method: 'POST',
  path: '/api/escalations/{id}/up',
  summary: { en: 'Hand it on to a higher level', ja: 'さらに上の段階へ引き継ぐ' },
  tag,
  params: byId,
  body: raiseWish,
  reply: escalationPage,
})

export const endEscalation = endpoint({
  method: 'POST',
  path: '/api/escalations/{id}/end',
  summary: { en: 'Say that it is settled', ja: '解決として終了する' },
  tag,
  params: byId,
  body: z.object({ outcome: z.string().trim().max(2_000).default('') }),
  reply: escalationPage,
})

const counts = z.object({
  raised: z.number().int(),
  accepted: z.number().int(),
  late: z.number().int(),
  sentBack: z.number().int(),
  open: z.number().int(),
  /** Minutes on the wall; the middle one of all. */
  minutesToAccept: z.number().int().nullable(),
  minutesToEnd: z.number().int().nullable(),
})
export type EscalationCounts = z.infer<typeof counts>

export const escalationFigures = endpoint({
  method: 'GET',
  path: '/api/escalations/figures',
  summary: {
    en: 'Escalations raised in a time: how many, how soon taken over and settled, by reason and by level',
    ja: '期間中のエスカレーション件数と、引き受け・終了までの時間。理由別・段階別',
  },
  tag,
  role: 'supervisor',
  query: z.object({ brandId: id.optional(), from: time, to: time }),
  reply: z.object({
    all: counts,
    byReason: z.array(counts.extend({ reason: named.nullable() })),
    byLevel: z.array(counts.extend({ level: levelShown })),
  }),
})
