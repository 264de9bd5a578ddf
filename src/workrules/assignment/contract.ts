import { z } from 'zod'
import { byId, endpoint, id, time } from '#platform/endpoint.ts'

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
