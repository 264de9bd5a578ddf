import { type RawBuilder, sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { type Choices, choicesOf } from './choices.ts'
import type { RuleVersion } from './runs-contract.ts'
import { deedWords, groupLines, whenWords } from './words.ts'

type Row = Omit<RuleVersion, 'words' | 'at'> & { at: Date; brandId: number }

/** A rule as it was each time it was saved, newest first. */
export async function listRuleVersions(
  tx: Tx,
  ruleId: number,
  query: { limit: number; cursor?: string | undefined },
  locale: Locale,
): Promise<{ items: Sendable<RuleVersion>[]; nextCursor: string | null }> {
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const brandId = await brandOf(tx, ruleId)
  const rows = await read(
    tx,
    sql`v.brand_id = ${brandId} and v.rule_id = ${ruleId} and v.version < ${before}::bigint
      order by v.version desc limit ${query.limit + 1}`,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  const choices = await choicesOf(tx, brandId, locale)
  return {
    items: items.map((row) => inWords(row, choices, locale)),
    nextCursor: last ? toCursor([last.version]) : null,
  }
}

/** A rule as it was when something was done by it. */
export async function ruleVersion(
  tx: Tx,
  ruleId: number,
  version: number,
  locale: Locale,
): Promise<Sendable<RuleVersion>> {
  const brandId = await brandOf(tx, ruleId)
  const [row] = await read(
    tx,
    sql`v.brand_id = ${brandId} and v.rule_id = ${ruleId} and v.version = ${version}`,
  )
  if (!row) throw notFound('version')
  return inWords(row, await choicesOf(tx, brandId, locale), locale)
}

/** Also of a rule that was taken away: what it did is still to be explained. */
async function brandOf(tx: Tx, ruleId: number): Promise<number> {
  const { rows } = await sql<{ brandId: number }>`
    select brand_id as "brandId" from rules
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${ruleId}`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('rule')
  return found.brandId
}

async function read(tx: Tx, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select v.brand_id as "brandId", v.rule_id as "ruleId", v.version, v.version = r.version and r.deleted_at is null as "isToday",
      v.made_at as at, case when staff.id is not null then jsonb_build_object('id', staff.id, 'name', staff.name) end as by,
      v.name, v.is_on as "isOn", v.is_last as "isLast", v.occasion as "when", v.conditions, v.actions
    from rule_versions v join rules r on (r.brand_id, r.id) = (v.brand_id, v.rule_id)
      left join staff on staff.id = v.made_by
    where ${which}`.execute(tx)
  return rows
}

function inWords({ brandId: _, ...row }: Row, choices: Choices, locale: Locale): Sendable<RuleVersion> {
  return {
    ...row,
    words: {
      when: whenWords(row.when, locale),
      conditions: groupLines(row.conditions, choices, locale),
      actions: row.actions.map((one) => deedWords({ ...one, changes: {} }, choices, locale).text),
    },
  }
}
