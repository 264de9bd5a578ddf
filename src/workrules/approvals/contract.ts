import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Approvals'
const person = z.object({ id, name: z.string() })
const comment = z.string().trim().max(2_000).default('')

export const approverRoles = ['agent', 'supervisor', 'admin'] as const

export const level = z.object({
  name: z.string().trim().min(1).max(60),
  /** Who is asked: people by name, and everybody of a role. */
  staffIds: z.array(id).max(50).default([]),
  roles: z.array(z.enum(approverRoles)).max(3).default([]),
  /** One of them says yes, or all who are there. */
  needs: z.enum(['any', 'all']).default('any'),
  /** By the brand's hours; then the next level is asked. Null: it waits. */
  minutes: z.number().int().min(1).max(525_600).nullable().default(null),
})
export type Level = z.output<typeof level>

export const chain = z.object({ id, brandId: id, name: z.string(), levels: z.array(level) })
export type Chain = z.output<typeof chain>

export const chainWish = z.object({
  name: z.string().trim().min(1).max(100),
  levels: z.array(level).min(1).max(10),
})
export type ChainWish = z.output<typeof chainWish>

export const listChains = endpoint({
  method: 'GET',
  path: '/api/approval-chains',
  summary: { en: 'Approval chains: who is asked, level after level', ja: '承認経路の一覧。段階ごとの承認者' },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({ items: z.array(chain), nextCursor: z.null() }),
})

export const createChain = endpoint({
  method: 'POST',
  path: '/api/approval-chains',
  summary: { en: 'Make an approval chain', ja: '承認経路を作成する' },
  tag,
  role: 'admin',
  body: chainWish.extend({ brandId: id }),
  reply: chain,
})

export const changeChain = endpoint({
  method: 'PUT',
  path: '/api/approval-chains/{id}',
  summary: {
    en: 'Write an approval chain anew; what is under way goes on by the old one',
    ja: '承認経路を書き換える。進行中の承認依頼は元の経路のまま進む',
  },
  tag,
  role: 'admin',
  params: byId,
  body: chainWish,
  reply: chain,
})

export const deleteChain = endpoint({
  method: 'DELETE',
  path: '/api/approval-chains/{id}',
  summary: {
    en: 'Delete an approval chain that nothing asks any more',
    ja: '使われていない承認経路を削除する',
  },
  tag,
  role: 'admin',
  params: byId,
  reply: nothing,
})

export const deputy = z.object({ staff: person, deputy: person })
export type Deputy = z.output<typeof deputy>

export const listDeputies = endpoint({
  method: 'GET',
  path: '/api/approval-deputies',
  summary: {
    en: 'Who decides for whom while they are away',
    ja: '離席中に代わりに承認する人（代理）の一覧',
  },
  tag,
  query: z.object({ brandId: id }),
  reply: z.object({ items: z.array(deputy), nextCursor: z.null() }),
})

export const nameDeputy = endpoint({
  method: 'PUT',
  path: '/api/approval-deputies/{id}',
  summary: {
    en: 'Say who decides for somebody while they are away, or that nobody does; one’s own, or as an admin',
    ja: '離席中の代理を指定・解除する。本人または管理者',
  },
  tag,
  params: byId,
  body: z.object({ brandId: id, deputyId: id.nullable() }),
  reply: z.object({ items: z.array(deputy), nextCursor: z.null() }),
})

export const approvalStates = ['waiting', 'approved', 'refused', 'withdrawn'] as const

const vote = z.object({
  level: z.number().int(),
  staff: person,
  /** The deputy, where it was not said by who was asked. */
  saidBy: person,
  isYes: z.boolean(),
  comment: z.string(),
  at: time,
})

export const approval = z.object({
  id,
  brandId: id,
  conversation: z.object({ id, subject: z.string() }),
  customer: z.object({ id, name: z.string() }),
  /** What it is asked for: a grant, a step of a flow … and which. */
  for: z.object({ kind: z.string(), id }),
  subject: z.string(),
  why: z.string(),
  askedBy: person.nullable(),
  askedAt: time,
  state: z.enum(approvalStates),
  /** Which level is asked now, the first being 0, and what all of them are called. */
  level: z.number().int(),
  levels: z.array(z.object({ name: z.string(), needs: z.enum(['any', 'all']) })),
  /** Who can decide now; `for` is whose deputy they are. */
  approvers: z.array(z.object({ staff: person, for: person.nullable(), hasSaid: z.boolean() })),
  mayDecide: z.boolean(),
  dueAt: time.nullable(),
  /** The last level's time is over, or it has gone on to another level by time. */
  isOverdue: z.boolean(),
  votes: z.array(vote),
  decidedAt: time.nullable(),
  decidedBy: person.nullable(),
  comment: z.string(),
  /** Why it was withdrawn, where a flow asked that asks no longer; empty otherwise. */
  because: z.string(),
})
export type Approval = z.output<typeof approval>

export const listApprovals = endpoint({
  method: 'GET',
  path: '/api/approvals',
  summary: {
    en: 'Approvals: those the caller can decide, has asked for, all that wait (longest first), or those decided (newest first)',
    ja: '承認依頼の一覧。自分が承認するもの、自分が依頼したもの、承認待ち（古い順）、決定済み（新しい順）',
  },
  tag,
  query: z.object({
    brandId: id.optional(),
    which: z.enum(['mine', 'asked', 'waiting', 'decided']).default('waiting'),
    conversationId: id.optional(),
    ...paging.shape,
  }),
  reply: pageOf(approval),
})

export const getApproval = endpoint({
  method: 'GET',
  path: '/api/approvals/{id}',
  summary: { en: 'One approval', ja: '承認依頼を取得する' },
  tag,
  params: byId,
  reply: approval,
})

export const decideApproval = endpoint({
  method: 'POST',
  path: '/api/approvals/{id}/decision',
  summary: {
    en: 'Say yes or no as one of those who are asked, or as an admin; a no needs its reason',
    ja: '承認または却下する。承認者か管理者のみ。却下には理由が必要',
  },
  tag,
  params: byId,
  body: z.object({ decision: z.enum(['approve', 'refuse']), comment }),
  reply: approval,
})
