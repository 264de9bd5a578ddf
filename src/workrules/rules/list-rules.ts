import { sql } from 'kysely'
import { brandsOf } from '#conversations/conditions.ts'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { wayOf } from './compile.ts'
import type { Rule } from './contract.ts'
import { circlesOf } from './feeds.ts'
import { type Missing, missingIn } from './missing.ts'

type Row = Omit<Rule, 'warnings' | 'actedAt' | 'changedAt'> & {
  actedAt: Date | null
  changedAt: Date
  stoppedFor: string | null
  circledAt: Date | null
}

/** The rules of the reader's brands in the order in which they are asked, each with what somebody should know of it. */
export async function listRules(
  tx: Tx,
  query: { brandId?: number | undefined },
  locale: Locale,
): Promise<Sendable<Rule>[]> {
  const rows = await read(tx, brandsOf(tx, query))
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const circles = circlesOf(rows)
  const missing = await missingOf(tx, rows)
  return rows.map(({ stoppedFor, circledAt, ...row }) => {
    const found = missing.get(row.id)
    const gone = stoppedFor === null ? found : { from: stoppedFor, stops: true }
    const others = (circles.get(row.id) ?? []).map((id) => names.get(id) ?? '')
    const behind = rows.find((one) => one.brandId === row.brandId && hides(one, row))?.name
    const warnings = warningsOf({ ...row, gone, circledAt, others, behind }, locale)
    return { ...row, warnings }
  })
}

/** What each rule names that is not there any more. */
async function missingOf(tx: Tx, rows: readonly Row[]): Promise<Map<number, Missing>> {
  const missing = new Map<number, Missing>()
  for (const brandId of new Set(rows.map((row) => row.brandId))) {
    const of = rows.filter((row) => row.brandId === brandId)
    for (const [ruleId, one] of await missingIn(tx, brandId, of)) missing.set(ruleId, one)
  }
  return missing
}

export async function ruleFor(tx: Tx, id: number, locale: Locale): Promise<Sendable<Rule>> {
  const found = (await listRules(tx, {}, locale)).find((one) => one.id === id)
  if (!found) throw notFound('rule')
  return found
}

async function read(tx: Tx, brandIds: readonly number[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.id, r.brand_id as "brandId", r.name, r.position, r.is_on as "isOn", r.is_last as "isLast", r.occasion as "when",
      r.conditions, r.actions, r.stopped_for as "stoppedFor", r.circled_at as "circledAt", r.changed_at as "changedAt",
      done.acted, done.at as "actedAt"
    from rules r cross join lateral (
      select count(*)::int as acted, max(at) as at from rule_deeds where brand_id = r.brand_id and rule_id = r.id
    ) done
    where r.brand_id = any (${[...brandIds]}::bigint[]) and r.deleted_at is null
    order by r.brand_id, r.position, r.id`.execute(tx)
  return rows
}

/** A rule that asks nothing and lets no other act leaves nothing for those behind it. */
const hides = (one: Row, other: Omit<Row, 'stoppedFor' | 'circledAt'>) =>
  one.isOn &&
  one.isLast &&
  asksNothing(one) &&
  'on' in one.when &&
  'on' in other.when &&
  one.when.on === other.when.on &&
  (one.position < other.position || (one.position === other.position && one.id < other.id))

const asksNothing = ({ conditions }: Pick<Rule, 'conditions'>) => wayOf(conditions)[1].length === 0

type Known = Pick<Rule, 'conditions'> & {
  gone: { from: string; stops: boolean } | undefined
  circledAt: Date | null
  others: string[]
  behind: string | undefined
}

function warningsOf(rule: Known, locale: Locale): Rule['warnings'] {
  const say = { locale }
  const warnings: Rule['warnings'] = []
  if (rule.gone) {
    const what = goneName(rule.gone.from, locale)
    if (rule.gone.stops) warnings.push({ code: 'stopped', text: m.rules_warns_stopped({ what }, say) })
    else warnings.push({ code: 'misses', text: m.rules_warns_misses({ what }, say) })
  }
  if (rule.circledAt !== null) warnings.push({ code: 'circled', text: m.rules_warns_circled({}, say) })
  if (rule.others.length > 0) {
    const names = new Intl.ListFormat(locale).format(rule.others.map((name) => m.rules_quoted({ name }, say)))
    warnings.push({ code: 'feeds_each_other', text: m.rules_warns_feeds({ names }, say) })
  }
  if (rule.behind !== undefined)
    warnings.push({ code: 'stands_behind_last', text: m.rules_warns_behind({ name: rule.behind }, say) })
  if (asksNothing(rule)) warnings.push({ code: 'no_conditions', text: m.rules_warns_no_conditions({}, say) })
  return warnings
}

function goneName(from: string, locale: Locale): string {
  const names: Record<string, typeof m.rules_gone_staff> = {
    staff: m.rules_gone_staff,
    team: m.rules_gone_team,
    among: m.rules_gone_team,
    template: m.rules_gone_template,
    reason: m.rules_gone_reason,
    webhook: m.rules_gone_webhook,
    flow: m.rules_gone_flow,
    mailbox: m.rules_gone_mailbox,
    service_level: m.rules_gone_service_level,
    tag: m.rules_gone_tag,
    conversation_field: m.rules_gone_field,
    customer_field: m.rules_gone_field,
  }
  return (names[from] ?? m.rules_gone_other)({}, { locale })
}
