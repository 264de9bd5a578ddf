import { z } from 'zod'
import { byId, endpoint, id, nothing, time } from '#platform/endpoint.ts'
import { graph } from './graph.ts'

const tag = 'Flows'
const person = z.object({ id, name: z.string() })

/** What keeps a flow from being published, in the reader's language, and at which step. */
const problem = z.object({ code: z.string(), step: z.string().nullable(), text: z.string() })
export type FlowProblem = z.infer<typeof problem>

export const flow = z.object({
  id,
  brandId: id,
  name: z.string(),
  /** Whether people may start it with a button on a conversation. */
  startsByHand: z.boolean(),
  /** The bot's button with which customers start it: a category of articles. */
  topicId: id.nullable(),
  /** New runs begin with it; null: none begin. */
  publishedVersion: z.number().int().nullable(),
  publishedAt: time.nullable(),
  /** The draft is not what is published. */
  isChanged: z.boolean(),
  runsUnderWay: z.number().int(),
  runsStuck: z.number().int(),
  changedAt: time,
})
export type Flow = z.infer<typeof flow>

export const flowPage = flow.extend({
  /** Send it back when saving: who saves what they have not seen is refused. */
  revision: z.number().int(),
  draft: graph,
  problems: z.array(problem),
})
export type FlowPage = z.infer<typeof flowPage>

export const listFlows = endpoint({
  method: 'GET',
  path: '/api/flows',
  summary: { en: 'Flows of your brands', ja: 'フローの一覧' },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({ items: z.array(flow), nextCursor: z.null() }),
})

export const getFlow = endpoint({
  method: 'GET',
  path: '/api/flows/{id}',
  summary: { en: 'One flow with its draft', ja: 'フローと下書きを取得する' },
  tag,
  params: byId,
  reply: flowPage,
})

export const listReadyFlows = endpoint({
  method: 'GET',
  path: '/api/ready-flows',
  summary: { en: 'Ready-made flows to begin with', ja: 'あらかじめ用意されたフローの一覧' },
  tag,
  reply: z.object({
    items: z.array(
      z.object({ key: z.string(), name: z.string(), about: z.string(), steps: z.number().int() }),
    ),
    nextCursor: z.null(),
  }),
})

export const createFlow = endpoint({
  method: 'POST',
  path: '/api/flows',
  summary: {
    en: 'Make a flow: empty, from a ready-made one, as a copy, or from a graph exported before',
    ja: 'フローを作成する。空の状態、用意されたフロー、複製、書き出したデータから選べる',
  },
  tag,
  role: 'supervisor',
  body: z.object({
    brandId: id,
    name: z.string().trim().min(1).max(100).optional(),
    from: z
      .union([z.object({ ready: z.string().max(60) }), z.object({ copyOf: id }), z.object({ graph })])
      .optional(),
  }),
  reply: flowPage,
})

export const changeFlow = endpoint({
  method: 'PATCH',
  path: '/api/flows/{id}',
  summary: {
    en: 'Change a flow and its draft, which may be unfinished; what is published stays as it is',
    ja: 'フローと下書きを変更する。下書きは途中でもよく、公開中の版は変わらない',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({
    revision: z.number().int(),
    name: z.string().trim().min(1).max(100).optional(),
    draft: graph.optional(),
    startsByHand: z.boolean().optional(),
    topicId: id.nullable().optional(),
  }),
  reply: flowPage,
})

export const publishFlow = endpoint({
  method: 'POST',
  path: '/api/flows/{id}/publication',
  summary: {
    en: 'Publish the draft: new runs begin with it, those under way go on as they began',
    ja: '下書きを公開する。新しい実行から適用され、進行中のものは始めた版のまま進む',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ revision: z.number().int() }),
  reply: flowPage,
})

export const withdrawFlow = endpoint({
  method: 'DELETE',
  path: '/api/flows/{id}/publication',
  summary: {
    en: 'Let no new runs begin; those under way go on',
    ja: '公開を取りやめる。新しい実行は始まらず、進行中のものは続く',
  },
  tag,
  role: 'supervisor',
  params: byId,
  reply: flowPage,
})

export const deleteFlow = endpoint({
  method: 'DELETE',
  path: '/api/flows/{id}',
  summary: {
    en: 'Delete a flow; what is under way is stopped, what was done stays told',
    ja: 'フローを削除する。進行中のものは停止し、行った内容の記録は残る',
  },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})

const version = z.object({
  version: z.number().int(),
  name: z.string(),
  publishedAt: time,
  publishedBy: person.nullable(),
  runsUnderWay: z.number().int(),
})

export const listFlowVersions = endpoint({
  method: 'GET',
  path: '/api/flows/{id}/versions',
  summary: { en: 'Published versions of a flow, newest first', ja: '公開した版の一覧（新しい順）' },
  tag,
  params: byId,
  reply: z.object({ items: z.array(version.extend({ graph })), nextCursor: z.null() }),
})

const walked = z.object({
  step: z.string(),
  name: z.string(),
  kind: z.string(),
  /** What would be done, said or waited for there. */
  text: z.string(),
  /** What is taken to come of it; the others could be chosen with `taking`. */
  outcome: z.string().nullable(),
  outcomes: z.array(z.object({ key: z.string(), name: z.string() })),
})

export const tryFlow = endpoint({
  method: 'POST',
  path: '/api/flows/try-out',
  summary: {
    en: 'Walk through a flow with a conversation without doing anything',
    ja: '何も実行せずに、お問い合わせでフローをたどってみる',
  },
  tag,
  role: 'supervisor',
  body: z.object({
    conversationId: id,
    graph,
    /** What is to come of the steps that wait or ask, by their ids; the first possibility otherwise. */
    taking: z.record(z.string().max(40), z.string().max(60)).default({}),
  }),
  reply: z.object({
    items: z.array(walked),
    /** It comes by the same step too often. */
    isEndless: z.boolean(),
    nextCursor: z.null(),
  }),
})
