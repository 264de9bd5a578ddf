import { type RawBuilder, sql } from 'kysely'
import { conversationFor } from '#conversations/door.ts'
import { m } from '#texts'
import { asJson } from '#platform/as-json.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { type Choices, choicesOf } from './choices.ts'
import type { Group } from './contract.ts'
import type { RuleDeed, RuleRun } from './runs-contract.ts'
import type { When } from './occasions.ts'
import type { Done } from './run-rules.ts'
import { conditionAt, deedWords, heldAt, whenWords } from './words.ts'

type Paging = { limit: number; cursor?: string | undefined }
type Run = Sendable<RuleRun>
type DeedRow = {
  id: number
  runId: number
  ruleId: number
  version: number
  ruleName: string
  conversationId: number
  subject: string
  when: When
  conditions: Group
  held: string[]
  did: Done[]
  chain: string[]
  at: Date
}

/** What one rule did, newest first; kept 90 days, also when the rule is gone. */
export async function listRuleDeeds(tx: Tx, ruleId: number, query: Paging, locale: Locale) {
  const { rows } = await sql<{ brandId: number }>`
    select brand_id as "brandId" from rules where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${ruleId}`.execute(
    tx,
  )
  const brandId = rows[0]?.brandId
  if (brandId === undefined) throw notFound('rule')
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const found = await readDeeds(
    tx,
    sql`d.brand_id = ${brandId} and d.rule_id = ${ruleId} and d.id < ${before}::bigint
    order by d.id desc limit ${query.limit + 1}`,
  )
  const choices = await choicesOf(tx, brandId, locale)
  const items = found.slice(0, query.limit)
  const last = found.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map((row) => inWords(row, choices, locale)),
    nextCursor: last ? toCursor([last.id]) : null,
  }
}

/** Each time the rules were asked about a conversation: what they did, and why the others did nothing. */
export async function listConversationRuns(
  tx: Tx,
  conversationId: number,
  query: Paging,
  locale: Locale,
): Promise<{ items: Run[]; nextCursor: string | null }> {
  const { brand_id: brandId } = await conversationFor(tx, conversationId, 'read')
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const { rows } = await sql<{ id: number; at: Date; passedBy: [number, string, number?][] }>`
    select id, at, passed_by as "passedBy" from rule_runs
    where brand_id = ${brandId} and conversation_id = ${conversationId} and id < ${before}::bigint
    order by id desc limit ${query.limit + 1}`.execute(tx)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  const ids = page.map((row) => row.id)
  const deeds = await readDeeds(
    tx,
    sql`d.brand_id = ${brandId} and d.run_id = any (${ids}::bigint[]) order by d.id`,
  )
  const choices = await choicesOf(tx, brandId, locale)
  const rules = await rulesNamed(
    tx,
    brandId,
    page.flatMap((row) => row.passedBy.map(([id, , version]) => ({ id, version: version ?? 1 }))),
  )
  return {
    nextCursor: last ? toCursor([last.id]) : null,
    items: page.map(({ id, at, passedBy }) => {
      const own = deeds.filter((one) => one.runId === id)
      const [first] = passedBy
      const asked = own[0]?.when ?? (first && rules.get(keyOf(first[0], first[2]))?.when)
      return {
        id,
        at,
        occasion: asked ? whenWords(asked, locale) : '',
        deeds: own.map((row) => inWords(row, choices, locale)),
        passedBy: passedBy.flatMap(([ruleId, place, version = 1]) => {
          const rule = rules.get(keyOf(ruleId, version))
          if (!rule) return []
          const because = becauseOf(rule.conditions, place, choices, locale)
          return [{ ruleId, version, ruleName: rule.name, because }]
        }),
      }
    }),
  }
}

function becauseOf(conditions: Group, place: string, choices: Choices, locale: Locale): string {
  if (place === 'itself') return m.rules_because_itself({}, { locale })
  const condition = conditionAt(conditions, place, choices, locale)
  if (condition === '') return m.rules_because_none({}, { locale })
  // In a group of "none", what stands there was so.
  return /none\.\d+$/.test(place)
    ? m.rules_because_so({ condition }, { locale })
    : m.rules_because_not_so({ condition }, { locale })
}

function inWords(row: DeedRow, choices: Choices, locale: Locale): Sendable<RuleDeed> {
  const { id, ruleId, version, ruleName, conversationId, subject, chain, at, conditions } = row
  return {
    ...{ id, ruleId, version, ruleName, conversationId, subject, chain, at },
    occasion: whenWords(row.when, locale),
    held: row.held.map((place) => heldAt(conditions, place, choices, locale)).filter((one) => one !== ''),
    deeds: row.did.map((one) => deedWords(one, choices, locale)),
  }
}

async function readDeeds(tx: Tx, which: RawBuilder<unknown>): Promise<DeedRow[]> {
  const { rows } = await sql<DeedRow>`
    select d.id, d.run_id as "runId", d.rule_id as "ruleId", d.version, r.name as "ruleName", d.conversation_id as "conversationId", c.subject,
      r.occasion as "when", r.conditions, d.held, d.did, d.at,
      array(select coalesce(before.name, '') from unnest(run.chain) with ordinality as one (id, place)
        left join rules before on (before.brand_id, before.id) = (d.brand_id, one.id) order by place) as chain
    from rule_deeds d
      join rule_versions r on (r.brand_id, r.rule_id, r.version) = (d.brand_id, d.rule_id, d.version)
      join rule_runs run on (run.brand_id, run.id) = (d.brand_id, d.run_id)
      join conversations c on (c.brand_id, c.id) = (d.brand_id, d.conversation_id)
    where ${which}`.execute(tx)
  return rows
}

const keyOf = (ruleId: number, version = 1) => `${ruleId} ${version}`

/** Rules as they were then, by `keyOf`. */
async function rulesNamed(tx: Tx, brandId: number, named: readonly { id: number; version: number }[]) {
  const { rows } = await sql<{ id: number; version: number; name: string; when: When; conditions: Group }>`
    select rule_id as id, version, name, occasion as "when", conditions from rule_versions
    where brand_id = ${brandId} and (rule_id, version) in (
      select id, version from json_to_recordset(${asJson(named)}::json) as named (id bigint, version integer))`.execute(
    tx,
  )
  return new Map(rows.map((row) => [keyOf(row.id, row.version), row]))
}
