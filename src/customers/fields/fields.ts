import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import type {
  changeField as changing,
  createField as creation,
  CustomField,
  FieldChoice,
} from './contract.ts'

const columns = sql`id, brand_id as "brandId", about, key, name_en as "nameEn", name_ja as "nameJa", kind, choices, position,
  archived_at is not null as "isArchived"`

/** Fields in their order, archived ones last. */
export async function listFields(
  tx: Tx,
  query: { brandId?: number | undefined; about?: CustomField['about'] | undefined },
): Promise<CustomField[]> {
  const brands = tx.inBrands.filter((id) => query.brandId === undefined || query.brandId === id)
  const about = query.about ?? null
  const { rows } = await sql<CustomField>`
    select ${columns} from custom_fields
    where brand_id = any (${brands}::bigint[]) and (${about}::text is null or about = ${about})
    order by archived_at is not null, brand_id, about, position, id`.execute(tx)
  return rows
}

export async function createField(
  tx: Tx,
  wish: z.output<(typeof creation)['body']>,
  actor: Actor,
): Promise<CustomField> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  refuseChoices(wish.kind, wish.choices)
  const last = sql`(select coalesce(max(position), -1) + 1 from custom_fields
    where brand_id = ${wish.brandId} and about = ${wish.about})`
  const { rows } = await sql<CustomField>`
    insert into custom_fields (brand_id, about, key, name_en, name_ja, kind, choices, position)
    values (${wish.brandId}, ${wish.about}, ${wish.key}, ${wish.nameEn}, ${wish.nameJa}, ${wish.kind},
      ${asJson(wish.choices)}::jsonb, ${wish.position ?? last})
    on conflict (brand_id, about, key) do nothing returning ${columns}`.execute(tx)
  const [made] = rows
  if (!made) throw invalid('key', 'field_key_taken', (locale) => m.fields_key_taken({}, { locale }))
  await note(tx, 'field.created', made, actor)
  return made
}

/** Changes words or order, archives or brings back. Kind and key stay, since values were filled in under them. */
export async function changeField(
  tx: Tx,
  id: number,
  wish: z.output<(typeof changing)['body']>,
  actor: Actor,
): Promise<CustomField> {
  const field = await fieldFor(tx, id)
  if (wish.choices) refuseChoices(field.kind, wish.choices)
  const archived =
    wish.isArchived === undefined
      ? sql`archived_at`
      : wish.isArchived
        ? sql`coalesce(archived_at, ${now()})`
        : sql`null`
  const { rows } = await sql<CustomField>`
    update custom_fields set name_en = ${wish.nameEn ?? field.nameEn}, name_ja = ${wish.nameJa ?? field.nameJa},
      choices = ${asJson(wish.choices ?? field.choices)}::jsonb, position = ${wish.position ?? field.position},
      archived_at = ${archived}
    where brand_id = ${field.brandId} and id = ${id} returning ${columns}`.execute(tx)
  const [changed] = rows
  if (!changed) throw notFound('custom field')
  await note(tx, 'field.changed', changed, actor)
  return changed
}

async function fieldFor(tx: Tx, id: number): Promise<CustomField> {
  const { rows } = await sql<CustomField>`select ${columns} from custom_fields
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} for update`.execute(tx)
  const [field] = rows
  if (!field) throw notFound('custom field')
  return field
}

/** A field that chooses needs something to choose from, each once; the others need nothing. */
function refuseChoices(kind: CustomField['kind'], choices: readonly FieldChoice[]): void {
  const chooses = kind === 'choice' || kind === 'choices'
  if (chooses && choices.length === 0)
    throw invalid('choices', 'field_choices_missing', (locale) => m.fields_choices_missing({}, { locale }))
  if (!chooses && choices.length > 0)
    throw invalid('choices', 'field_choices_unused', (locale) => m.fields_choices_unused({}, { locale }))
  if (new Set(choices.map(({ key }) => key)).size < choices.length)
    throw invalid('choices', 'field_choices_twice', (locale) => m.fields_choices_twice({}, { locale }))
}

function note(tx: Tx, type: string, field: CustomField, actor: Actor): Promise<unknown> {
  const { brandId, id, about, key, isArchived } = field
  return record(tx, { type, brandId, actor, data: { fieldId: id, about, key, isArchived } })
}
