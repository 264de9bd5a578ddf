import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { ruleRun } from '../rules/runs-contract.ts'

const tag = 'Rules'

/** What something decided of a conversation, other than rules: in words, with why. */
const told = z.object({
  id,
  at: time,
  of: z.enum(['rule', 'assignment', 'service_level', 'flow', 'promise', 'escalation', 'authority']),
  /** Whoever did it, as the timeline names them; empty: the desk itself. */
  by: z.object({ kind: z.enum(['staff', 'customer', 'system', 'rule', 'flow']), name: z.string() }),
  text: z.string(),
  /** By what it was decided so: the target that held then, the version of the flow. */
  because: z.string().nullable(),
})

/** One of both. */
export const decision = z.object({ run: ruleRun.nullable(), told: told.nullable() })
export type Decision = z.infer<typeof decision>

export const listDecisions = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/decisions',
  summary: {
    en: 'Why this happened: what rules, service levels, assignment, flows, promises and escalation decided of a conversation, and why; newest first',
    ja: 'なぜこうなったか。ルール、対応目標、割り当て、フロー、折り返しの約束、エスカレーションの判定と、その理由（新しい順）',
  },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(decision),
})

export const getAppliedLevel = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/service-level',
  summary: {
    en: 'Which service level applies to a conversation as it stands, and why that one',
    ja: 'お問い合わせに現在適用される対応目標と、その理由',
  },
  tag: 'Service levels',
  params: byId,
  reply: z.object({ level: z.object({ id, name: z.string(), because: z.string() }).nullable() }),
})
