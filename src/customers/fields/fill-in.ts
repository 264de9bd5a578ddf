import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import { m } from '#texts'
import type { CustomField, FieldValue, FieldValues, FieldWish } from './contract.ts'
import { listFields } from './fields.ts'

/**
 * The values as they are after a wish, and which of them it changed. Stops with 422 at a field that is not there or archived, and at a
 * value that is none of its kind; nothing is taken over then.
 */
export async function fillIn(
  tx: Tx,
  whose: { brandId: number; about: CustomField['about'] },
  before: FieldValues,
  wish: FieldWish,
): Promise<{ after: FieldValues; changed: string[] }> {
  const fields = new Map((await listFields(tx, whose)).map((field) => [field.key, field]))
  const after = { ...before }
  const changed: string[] = []
  for (const [key, wanted] of Object.entries(wish)) {
    const field = fields.get(key)
    if (!field || (field.isArchived && wanted !== null))
      throw invalid(`fields.${key}`, 'field_unknown', (locale) => m.fields_unknown({ key }, { locale }))
    const value = wanted === null || isEmpty(wanted) ? null : valueOf(field, wanted)
    if (JSON.stringify(value) === JSON.stringify(before[key] ?? null)) continue
    changed.push(key)
    if (value === null) delete after[key]
    else after[key] = value
  }
  return { after, changed }
}

const isEmpty = (value: FieldValue) =>
  (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

function valueOf(field: CustomField, wanted: FieldValue): FieldValue {
  const value = readers[field.kind](wanted, field)
  if (value === undefined)
    throw invalid(`fields.${field.key}`, 'field_value', (locale) =>
      m.fields_value({ name: locale === 'ja' ? field.nameJa : field.nameEn }, { locale }),
    )
  return value
}

const readers: Record<
  CustomField['kind'],
  (wanted: FieldValue, field: CustomField) => FieldValue | undefined
> = {
  text: (wanted) => (typeof wanted === 'string' ? wanted.trim() : undefined),
  number: (wanted) => (typeof wanted === 'number' && Number.isFinite(wanted) ? wanted : undefined),
  yes_no: (wanted) => (typeof wanted === 'boolean' ? wanted : undefined),
  date: (wanted) => (typeof wanted === 'string' && isDate(wanted) ? wanted : undefined),
  choice: (wanted, field) => (typeof wanted === 'string' && isChoice(field, wanted) ? wanted : undefined),
  choices: (wanted, field) =>
    Array.isArray(wanted) && wanted.every((one) => isChoice(field, one))
      ? field.choices.map(({ key }) => key).filter((key) => wanted.includes(key))
      : undefined,
}

const isChoice = (field: CustomField, key: string) => field.choices.some((choice) => choice.key === key)

/** A day of the calendar as 2026-11-22; the thirtieth of February is none. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Boolean(Temporal.PlainDate.from(text, { overflow: 'reject' }))
  } catch {
    return false
  }
}
