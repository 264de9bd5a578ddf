import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import type { ContactReason, changeReason as changing, createReason as creation } from './contract.ts'
import { reasonFor } from './reasons.ts'
import { refuseMisplaced } from './refuse-misplaced.ts'

export async function createReason(
  tx: Tx,
  wish: z.output<(typeof creation)['body']>,
  actor: Actor,
): Promise<ContactReason> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  await refuseMisplaced(tx, wish.brandId, wish.parentId)
  const last = sql`(select coalesce(max(position), -1) + 1 from contact_reasons
    where brand_id = ${wish.brandId} and parent_id is not distinct from ${wish.parentId}::bigint)`
  const { rows } = await sql<{ id: number }>`
    insert into contact_reasons (brand_id, slug, name_en, name_ja, parent_id, position, default_priority, is_offered)
    values (${wish.brandId}, ${wish.slug}, ${wish.nameEn}, ${wish.nameJa}, ${wish.parentId}, ${wish.position ?? last},
      ${wish.defaultPriority}, ${wish.isOffered})
    on conflict (brand_id, slug) do nothing returning id`.execute(tx)
  const [made] = rows
  if (!made)
    throw invalid('slug', 'reason_slug_taken', (locale) => m.conversations_reason_slug_taken({}, { locale }))
  await askFor(tx, wish.brandId, made.id, wish.fields)
  const reason = await reasonFor(tx, made.id)
  await note(tx, 'reason.created', reason, actor)
  return reason
}

/** Changes what is named, archives or brings back. Nothing is deleted, since conversations keep what they were about. */
export async function changeReason(
  tx: Tx,
  id: number,
  wish: z.output<(typeof changing)['body']>,
  actor: Actor,
): Promise<ContactReason> {
  const before = await reasonFor(tx, id)
  const wanted = { ...before, ...given(wish) }
  if (wanted.parentId !== before.parentId) await refuseMisplaced(tx, before.brandId, wanted.parentId, id)
  const archived =
    wish.isArchived === undefined
      ? sql`archived_at`
      : wish.isArchived
        ? sql`coalesce(archived_at, ${now()})`
        : sql`null`
  await sql`update contact_reasons set name_en = ${wanted.nameEn}, name_ja = ${wanted.nameJa}, parent_id = ${wanted.parentId},
      position = ${wanted.position}, default_priority = ${wanted.defaultPriority}, is_offered = ${wanted.isOffered},
      archived_at = ${archived}
    where brand_id = ${before.brandId} and id = ${id}`.execute(tx)
  if (wish.fields) await askFor(tx, before.brandId, id, wish.fields)
  const changed = await reasonFor(tx, id)
  await note(tx, 'reason.changed', changed, actor)
  return changed
}

/** What was named in a wish, and nothing of what was not. */
function given<W extends object>(wish: W): { [K in keyof W]-?: Exclude<W[K], undefined> } {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as never
}

/** Its form, as it is from now on. */
async function askFor(
  tx: Tx,
  brandId: number,
  reasonId: number,
  fields: ContactReason['fields'],
): Promise<void> {
  await tx
    .deleteFrom('reason_fields')
    .where('brand_id', '=', brandId)
    .where('reason_id', '=', reasonId)
    .execute()
  if (fields.length === 0) return
  const { rows } = await sql<{ id: number }>`select id from custom_fields
    where brand_id = ${brandId} and about = 'conversation' and id = any (${fields.map((one) => one.fieldId)}::bigint[])`.execute(
    tx,
  )
  if (rows.length < new Set(fields.map((one) => one.fieldId)).size || rows.length < fields.length)
    throw invalid('fields', 'reason_field_unknown', (locale) =>
      m.conversations_reason_field_unknown({}, { locale }),
    )
  await tx
    .insertInto('reason_fields')
    .values(
      fields.map((one, position) => ({
        brand_id: brandId,
        reason_id: reasonId,
        field_id: one.fieldId,
        is_required: one.isRequired,
        position,
      })),
    )
    .execute()
}

function note(tx: Tx, type: string, reason: ContactReason, actor: Actor): Promise<unknown> {
  const { brandId, id, slug, isArchived } = reason
  return record(tx, { type, brandId, actor, data: { reasonId: id, slug, isArchived } })
}
