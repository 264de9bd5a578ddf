import { z } from 'zod'
import { conversationFilter, conversationPage } from '#conversations/contract.ts'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { ways } from './choose.ts'

const tag = 'Assignment'
const word = z.string().trim().toLowerCase().min(1).max(60)

export const workload = z.object({
  staffId: id,
  name: z.string(),
  /** Since when they are away; who is away is given nothing. */
  awaySince: time.nullable(),
  /** Conversations of the brand they have to do. */
  load: z.number().int(),
  /** How many are given to them at most; they may take more themselves. */
  capacity: z.number().int(),
  /** Empty: every language. */
  languages: z.array(z.string()),
  skills: z.array(z.string()),
})
export type Workload = z.infer<typeof workload>

export const listWorkloads = endpoint({
  method: 'GET',
  path: '/api/workloads',
  summary: {
    en: 'Who answers for a brand: how much they have and take, in which languages, with which skills, and who is away',
    ja: 'ブランドの担当者。件数と上限、対応言語、スキル、離席中かどうか',
  },
  tag,
  query: z.object({ brandId: id }),
  reply: z.object({ items: z.array(workload), nextCursor: z.null() }),
})

export const changeWorkload = endpoint({
  method: 'PUT',
  path: '/api/workloads/{id}',
  summary: {
    en: 'Say how much of a brand somebody is given, in which languages and with which skills',
    ja: '担当者に割り当てる件数の上限、対応言語、スキルを設定する',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({
    brandId: id,
    capacity: z.number().int().min(0).max(1_000),
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(30),
    skills: z.array(word).max(50),
  }),
  reply: workload,
})

export const wish = z.object({
  conversationId: id,
  subject: z.string(),
  customer: z.object({ name: z.string(), address: z.string().nullable() }),
  /** As the rule or flow wished it. */
  way: z.enum(ways),
  team: z.string().nullable(),
  skill: z.string().nullable(),
  language: z.string().nullable(),
  wishedAt: time,
  /** Why it could not be given although somebody was free; null: nobody was. */
  refused: z.string().nullable(),
  /** When it is offered again after that. */
  offeredAt: time.nullable(),
})
export type WaitingWish = z.infer<typeof wish>

export const listWaitingWishes = endpoint({
  method: 'GET',
  path: '/api/assignment-wishes',
  summary: {
    en: 'What rules and flows wished to be given to somebody and nobody has yet, longest waiting first, and why',
    ja: 'ルールやフローで割り当てを試み、まだ担当者が決まっていないお問い合わせと、その理由（待ち時間の長い順）',
  },
  tag,
  role: 'supervisor',
  query: paging.extend({ brandId: id }),
  reply: pageOf(wish),
})

export const goAway = endpoint({
  method: 'PUT',
  path: '/api/me/away',
  summary: {
    en: 'Say that you are away, and be given nothing; on wish what you have to do goes back to everybody',
    ja: '離席にする。割り当てを受けなくなり、希望すれば未対応のお問い合わせを全員に戻す',
  },
  tag,
  body: z.object({ isAway: z.boolean(), handsBack: z.boolean().default(false) }),
  reply: z.object({ awaySince: time.nullable(), handedBack: z.number().int() }),
})

export const takeNext = endpoint({
  method: 'POST',
  path: '/api/conversations/next',
  summary: {
    en: 'Take the unassigned conversation that has waited longest, those you can answer first; two people never get the same',
    ja: '最も長く待っている未割り当てのお問い合わせを、自分が対応できるものから担当する。2人に同じお問い合わせが割り当てられることはない',
  },
  tag: 'Conversations',
  body: conversationFilter.pick({ brandId: true, teamId: true, language: true, channel: true, tag: true }),
  reply: z.object({ conversation: conversationPage.nullable() }),
})
