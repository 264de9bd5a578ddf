import { z } from 'zod'
import { byId, endpoint, id, nothing, time } from '#platform/endpoint.ts'

const tag = 'Rules'

/** What a condition or an action takes: which of these, says GET /api/rule-parts. */
const choice = z.union([z.string().max(10_000), z.number()])
const range = z.object({ atLeast: z.number().optional(), atMost: z.number().optional() })
const said = z.object({ key: z.string().max(60), words: z.array(z.string().max(200)).max(50) })
const value = z.union([z.null(), choice, z.array(choice).max(100), said, range])

const asked = z.object({
  condition: z.string().max(60),
  /** Asks for the opposite. */
  not: z.boolean().default(false),
  value: value.default(null),
})
export type Asked = z.infer<typeof asked>

/** One of `all`, `any` and `none`. Groups stand in groups up to three deep. */
const groupOf = <T extends z.ZodType>(inside: T) => {
  const of = z.array(inside).max(50)
  return z.object({ all: of.optional(), any: of.optional(), none: of.optional() })
}
export const group = groupOf(z.union([asked, groupOf(z.union([asked, groupOf(asked)]))]))
export type Group = {
  all?: (Asked | Group)[] | undefined
  any?: (Asked | Group)[] | undefined
  none?: (Asked | Group)[] | undefined
}

export const done = z.object({
  action: z.string().max(60),
  value: z.record(z.string(), value).default({}),
})
export type Done = z.infer<typeof done>

/** An event, by its key; or so many minutes since something, counted always or only in open hours. */
const when = z.union([
  z.object({ on: z.string().max(60) }),
  z.object({
    after: z.object({
      minutes: z.number().int().min(1).max(525_600),
      since: z.enum(['customer_wrote', 'we_replied', 'opened', 'status_changed']),
      clock: z.enum(['always', 'open_hours']).default('always'),
    }),
  }),
])

const warning = z.object({
  code: z.enum(['no_conditions', 'feeds_each_other', 'circled', 'stopped', 'misses', 'stands_behind_last']),
  text: z.string(),
})

export const rule = z.object({
  id,
  brandId: id,
  name: z.string(),
  position: z.number().int(),
  isOn: z.boolean(),
  /** When it has acted, no rule after it is asked about the same event. */
  isLast: z.boolean(),
  when,
  conditions: group,
  actions: z.array(done),
  /** What somebody should know of it: it asks nothing, it has stopped because what it names is gone, it sets others off. */
  warnings: z.array(warning),
  /** How often it acted in the last 90 days, and when last. */
  acted: z.number().int(),
  actedAt: time.nullable(),
  changedAt: time,
})
export type Rule = z.infer<typeof rule>

/** What of a rule is written. */
export const body = z.object({
  name: z.string().trim().min(1).max(100),
  isOn: z.boolean(),
  isLast: z.boolean(),
  when,
  conditions: group,
  actions: z.array(done).min(1).max(20),
})

export const listRules = endpoint({
  method: 'GET',
  path: '/api/rules',
  summary: { en: 'Rules in the order in which they are asked', ja: 'ルールの一覧（判定される順）' },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({ items: z.array(rule), nextCursor: z.null() }),
})

export const getRule = endpoint({
  method: 'GET',
  path: '/api/rules/{id}',
  summary: { en: 'One rule', ja: 'ルールを取得する' },
  tag,
  params: byId,
  reply: rule,
})

export const createRule = endpoint({
  method: 'POST',
  path: '/api/rules',
  summary: { en: 'Make a rule; it stands last', ja: 'ルールを作成する。並びの最後に置かれる' },
  tag,
  role: 'supervisor',
  body: z.object({
    brandId: id,
    ...body.shape,
    isOn: body.shape.isOn.default(true),
    isLast: body.shape.isLast.default(false),
  }),
  reply: rule,
})

export const changeRule = endpoint({
  method: 'PATCH',
  path: '/api/rules/{id}',
  summary: {
    en: 'Change a rule, switch it off or on; one that had stopped begins anew',
    ja: 'ルールの変更、オン・オフの切り替え。停止していたルールは再び動き始める',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: body.partial(),
  reply: rule,
})

export const deleteRule = endpoint({
  method: 'DELETE',
  path: '/api/rules/{id}',
  summary: { en: 'Delete a rule; what it did stays told', ja: 'ルールを削除する。行った内容の記録は残る' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})

export const orderRules = endpoint({
  method: 'PUT',
  path: '/api/rules/order',
  summary: {
    en: 'Put the rules of a brand into another order; all of them are named',
    ja: 'ブランドのルールを並べ替える。すべてのルールを指定する',
  },
  tag,
  role: 'supervisor',
  body: z.object({ brandId: id, ids: z.array(id).max(1_000) }),
  reply: z.object({ items: z.array(rule), nextCursor: z.null() }),
})

const part = z.object({ key: z.string(), name: z.string() })
const field = z.object({
  kind: z.enum(['words', 'text', 'one', 'many', 'number', 'range', 'said', 'nothing']),
  /** The list of `choices` it chooses from; `isSome`: without the one called none. */
  from: z.string().nullable(),
  isSome: z.boolean(),
  least: z.number().nullable(),
  most: z.number().nullable(),
})
export type RuleField = z.infer<typeof field>

export const getRuleParts = endpoint({
  method: 'GET',
  path: '/api/rule-parts',
  summary: {
    en: 'What rules of a brand can be made of: occasions, conditions, actions and what can be chosen',
    ja: 'ブランドのルールを組み立てる部品。きっかけ、条件、操作、選択肢',
  },
  tag,
  query: z.object({ brandId: id }),
  reply: z.object({
    occasions: z.array(part),
    beginnings: z.array(part),
    conditions: z.array(part.extend({ takes: field })),
    actions: z.array(part.extend({ takes: z.array(field.extend({ key: z.string() })) })),
    choices: z.record(z.string(), z.array(z.object({ value: choice, name: z.string() }))),
  }),
})

const change = z.object({ of: z.string(), from: z.string(), to: z.string() })
export const deed = z.object({
  action: z.string(),
  /** The action as a sentence. */
  text: z.string(),
  changes: z.array(change),
  /** Why it could not be done. */
  refused: z.string().nullable(),
})

export const dryRun = endpoint({
  method: 'POST',
  path: '/api/rules/dry-run',
  summary: {
    en: 'What a rule, saved or not, would have done with the latest conversations; nothing is changed',
    ja: '保存前または保存済みのルールが直近のお問い合わせに何をしたかを調べる。何も変更しない',
  },
  tag,
  role: 'supervisor',
  body: z.object({
    brandId: id,
    when,
    conditions: group,
    actions: z.array(done).min(1).max(20),
    /** Of how many of the latest conversations. */
    last: z.number().int().min(1).max(10_000).default(200),
  }),
  reply: z.object({
    looked: z.number().int(),
    /** Those in which what the rule waits for has happened. */
    asked: z.number().int(),
    matched: z.number().int(),
    /** The first 200 that it would have acted on, newest first. */
    items: z.array(
      z.object({
        conversationId: id,
        subject: z.string(),
        customer: z.string(),
        at: time,
        deeds: z.array(deed),
      }),
    ),
  }),
})
