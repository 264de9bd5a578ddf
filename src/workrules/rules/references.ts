import { sql } from 'kysely'
import { answersFor } from '#people/staff/works-for.ts'
import type { Tx } from '#platform/database.ts'
import { actionNamed } from './actions/list.ts'
import type { Choice, Field, Source } from './fields.ts'

/** Something of the brand that a rule names: a person, a team, a template. */
export type Reference = { from: Source; id: Choice; place: string }

type Named = { action: string; value: unknown }

/** What actions name, each with its place: actions.0.value.staffId. */
export function referencesOf(actions: readonly Named[]): Reference[] {
  return actions.flatMap(({ action, value }, at) =>
    Object.entries(actionNamed.get(action)?.takes ?? {}).flatMap(([name, field]) =>
      referencesIn(field, Object(value)[name], `actions.${at}.value.${name}`),
    ),
  )
}

/** What the value of one field names. */
export function referencesIn(field: Field, value: unknown, place: string): Reference[] {
  if (field.kind === 'said') return [{ from: field.from, id: String(Object(value).key), place }]
  if (field.kind !== 'one' && field.kind !== 'many') return []
  const choices = (Array.isArray(value) ? value : [value]) as Choice[]
  return choices.map((id) => ({ from: field.from, id, place }))
}

/** Those that are not there, or no longer. */
export async function goneFrom(tx: Tx, brandId: number, actions: readonly Named[]): Promise<Reference[]> {
  return goneOf(tx, brandId, referencesOf(actions))
}

export async function goneOf<R extends Reference>(
  tx: Tx,
  brandId: number,
  references: readonly R[],
): Promise<R[]> {
  const gone: R[] = []
  for (const from of new Set(references.map((one) => one.from))) {
    const of = references.filter((one) => one.from === from && one.id !== 'none')
    const there = await thereOf(tx, brandId, from, of)
    if (there) gone.push(...of.filter((one) => !there.has(String(one.id))))
  }
  return gone
}

/** Undefined for what is no table of the brand's: those choices are checked as words. */
async function thereOf(
  tx: Tx,
  brandId: number,
  from: Source,
  of: readonly Reference[],
): Promise<Set<string> | undefined> {
  const found = tables[from]?.(
    brandId,
    of.map((one) => String(one.id)),
  )
  if (!found) return undefined
  const { rows } = await found.execute(tx)
  return new Set(rows.map((row) => row.id))
}

type Lookup = (brandId: number, ids: string[]) => ReturnType<typeof sql<{ id: string }>>

const inBrand =
  (table: string, also = sql``): Lookup =>
  (brandId, ids) =>
    sql`select id::text from ${sql.table(table)} where brand_id = ${brandId} and id::text = any (${ids}::text[]) ${also}`
const customField =
  (about: 'conversation' | 'customer'): Lookup =>
  (brandId, keys) =>
    sql`select key as id from custom_fields
      where brand_id = ${brandId} and about = ${about} and key = any (${keys}::text[]) and archived_at is null`

const team: Lookup = (_, ids) => sql`select id::text from teams where id::text = any (${ids}::text[])`

const tables: Partial<Record<Source, Lookup>> = {
  template: inBrand('templates'),
  webhook: inBrand('webhooks', sql`and disabled_at is null`),
  mailbox: inBrand('mailboxes'),
  flow: inBrand('flows', sql`and published_version is not null and deleted_at is null`),
  reason: inBrand('contact_reasons', sql`and archived_at is null`),
  team,
  among: team,
  staff: (brandId, ids) => sql`
    select id::text from staff where id::text = any (${ids}::text[]) and ${answersFor(brandId)}`,
  escalation_level: inBrand('escalation_levels', sql`and removed_at is null`),
  escalation_reason: inBrand('escalation_reasons', sql`and removed_at is null`),
  service_level: inBrand('service_levels', sql`and deleted_at is null`),
  conversation_field: customField('conversation'),
  customer_field: customField('customer'),
}
