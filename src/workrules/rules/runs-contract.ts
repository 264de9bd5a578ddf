import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { body, deed } from './contract.ts'

const tag = 'Rules'

export const ruleDeed = z.object({
  id,
  ruleId: id,
  /** The rule as it was then. */
  version: z.int(),
  ruleName: z.string(),
  conversationId: id,
  subject: z.string(),
  /** What the rule had waited for, as a clause. */
  occasion: z.string(),
  /** The conditions that held, as sentences. */
  held: z.array(z.string()),
  deeds: z.array(deed),
  /** The rules whose doing led to it. */
  chain: z.array(z.string()),
  at: time,
})
export type RuleDeed = z.infer<typeof ruleDeed>

export const ruleVersion = z.object({
  ruleId: id,
  version: z.int(),
  /** It is the rule of today, which has not been taken away. */
  isToday: z.boolean(),
  at: time,
  /** Null: the desk itself, which follows a tag that got another name. */
  by: z.object({ id, name: z.string() }).nullable(),
  ...body.shape,
  /** The same in words: what it waited for, its conditions line by line, what it did. */
  words: z.object({
    when: z.string(),
    conditions: z.array(z.object({ depth: z.int(), text: z.string() })),
    actions: z.array(z.string()),
  }),
})
export type RuleVersion = z.infer<typeof ruleVersion>

export const listRuleVersions = endpoint({
  method: 'GET',
  path: '/api/rules/{id}/versions',
  summary: {
    en: 'A rule as it was each time it was saved, newest first, also when it is gone',
    ja: 'ルールの変更履歴。保存のたびの内容（新しい順）。削除されたルールも含む',
  },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(ruleVersion),
})

export const getRuleVersion = endpoint({
  method: 'GET',
  path: '/api/rules/{id}/versions/{version}',
  summary: { en: 'A rule as it was once', ja: 'ある時点のルール' },
  tag,
  params: byId.extend({ version: z.coerce.number().int().min(1).max(2_000_000_000) }),
  reply: ruleVersion,
})

export const listRuleDeeds = endpoint({
  method: 'GET',
  path: '/api/rules/{id}/deeds',
  summary: { en: 'What a rule did, newest first', ja: 'ルールが行ったこと（新しい順）' },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(ruleDeed),
})

/** Once that rules were asked about a conversation. */
export const ruleRun = z.object({
  id,
  occasion: z.string(),
  at: time,
  deeds: z.array(ruleDeed),
  passedBy: z.array(z.object({ ruleId: id, version: z.int(), ruleName: z.string(), because: z.string() })),
})
export type RuleRun = z.infer<typeof ruleRun>

export const listConversationRuns = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/rule-runs',
  summary: {
    en: 'Why this happened: which rules were asked about a conversation, what they did and why others did not; newest first',
    ja: 'なぜこうなったか。お問い合わせについて判定されたルールと、その結果（新しい順）',
  },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(ruleRun),
})
