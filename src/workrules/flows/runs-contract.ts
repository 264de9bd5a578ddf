import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Flows'
const person = z.object({ id, name: z.string() })
const both = z.object({ en: z.string(), ja: z.string() })

export const flowRun = z.object({
  id,
  brandId: id,
  flow: z.object({ id, name: z.string() }),
  version: z.number().int(),
  /** What is published now is another version. */
  isOld: z.boolean(),
  conversation: z.object({ id, subject: z.string(), customer: z.string() }),
  assignee: person.nullable(),
  state: z.enum(['running', 'waiting', 'stuck', 'ended', 'stopped']),
  step: z.object({ id: z.string(), name: z.string(), kind: z.string() }).nullable(),
  waitsFor: z.string().nullable(),
  /** Where it stands and what it waits for, or why it goes no further, as a sentence. */
  text: z.string(),
  startedBy: z.object({ kind: z.string(), name: z.string() }),
  startedAt: time,
  waitsSince: time.nullable(),
  remindAt: time.nullable(),
  dueAt: time.nullable(),
  /** Its time has passed and nothing has come of it, or it has waited for a week without any. */
  isLate: z.boolean(),
  endedAt: time.nullable(),
  entry: z.number().int(),
  /** Where it can be led on to by hand. */
  outcomes: z.array(z.object({ key: z.string(), name: z.string() })),
  checklist: z
    .array(
      z.object({
        key: z.string(),
        text: both,
        tickedBy: person.nullable(),
        tickedAt: time.nullable(),
      }),
    )
    .nullable(),
  history: z.array(
    z.object({
      entry: z.number().int(),
      name: z.string(),
      kind: z.string(),
      enteredAt: time,
      leftAt: time.nullable(),
      outcome: z.string().nullable(),
      by: person.nullable(),
    }),
  ),
  may: z.object({ direct: z.boolean(), tick: z.boolean(), move: z.boolean() }),
})
export type FlowRun = z.infer<typeof flowRun>

export const listConversationFlowRuns = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/flow-runs',
  summary: {
    en: 'Flows in a conversation: where each stands, what it waits for and what it did; newest first',
    ja: 'お問い合わせで実行されたフロー。現在地、待っているもの、行ったこと（新しい順）',
  },
  tag,
  params: byId,
  reply: z.object({ items: z.array(flowRun), nextCursor: z.null() }),
})

export const startFlow = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/flow-runs',
  summary: { en: 'Start a flow in a conversation', ja: 'お問い合わせでフローを開始する' },
  tag,
  params: byId,
  body: z.object({ flowId: id }),
  reply: flowRun,
})

export const listFlowRuns = endpoint({
  method: 'GET',
  path: '/api/flow-runs',
  summary: {
    en: 'Runs under way: those that are stuck, those past their time, or all; newest first',
    ja: '進行中のフロー。止まっているもの、時間を過ぎたもの、すべて（新しい順）',
  },
  tag,
  query: z.object({
    brandId: id.optional(),
    flowId: id.optional(),
    /** `stuck`: cannot go on by itself, or is late. */
    state: z.enum(['stuck', 'under_way', 'over']).default('under_way'),
    ...paging.shape,
  }),
  reply: pageOf(flowRun),
})

export const getFlowRun = endpoint({
  method: 'GET',
  path: '/api/flow-runs/{id}',
  summary: { en: 'One run of a flow', ja: 'フローの実行を取得する' },
  tag,
  params: byId,
  reply: flowRun,
})

const deed = <const P extends `/${string}`>(path: P, en: string, ja: string) =>
  ({ method: 'POST', path, summary: { en, ja }, tag, params: byId, reply: flowRun }) as const

export const stopFlowRun = endpoint(
  deed('/api/flow-runs/{id}/stop', 'Stop a run for good', 'フローの実行を停止する'),
)
export const retryFlowRun = endpoint(
  deed('/api/flow-runs/{id}/retry', 'Try again the step where it is stuck', '止まっているステップをやり直す'),
)
export const skipFlowStep = endpoint({
  ...deed(
    '/api/flow-runs/{id}/skip',
    'Lead a run on as if this had come of its step',
    '指定した結果になったものとして先へ進める',
  ),
  body: z.object({ outcome: z.string().max(60) }),
})
export const moveFlowRun = endpoint({
  ...deed(
    '/api/flow-runs/{id}/move',
    'Move a run to a step of the version published now',
    '公開中の版のステップへ移す',
  ),
  role: 'supervisor',
  body: z.object({ step: z.string().max(40) }),
})
export const tickFlowItem = endpoint({
  ...deed(
    '/api/flow-runs/{id}/ticks',
    'Tick an item of the checklist, or take the tick back',
    'チェックリストの項目にチェックを付ける、または外す',
  ),
  body: z.object({ entry: z.number().int(), item: z.string().max(40), isTicked: z.boolean() }),
})
