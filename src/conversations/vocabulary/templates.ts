import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { brandsOf } from '../conditions.ts'
import { refuseUnknown } from '../placeholders.ts'
import type { createTemplate as creation, template } from './contract.ts'

type Template = z.infer<typeof template>
type Words = Omit<z.output<(typeof creation)['body']>, 'brandId'>
type Change = { [Key in keyof Words]?: Words[Key] | undefined }

const columns = sql`id, brand_id as "brandId", name, shortcut, text_en as "textEn", text_ja as "textJa", used`

/** Templates, the most used first; `q` stands anywhere in name, shortcut or text. */
export async function listTemplates(
  tx: Tx,
  query: {
    brandId?: number | undefined
    q?: string | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<{ items: Template[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 2)
  const seek = after ? sql`and (-used, id) > (${after[0]}::int, ${after[1]}::bigint)` : sql``
  const has = query.q
    ? sql`and strpos(lower(concat_ws(' ', name, shortcut, text_en, text_ja)), lower(${query.q})) > 0`
    : sql``
  const { rows } = await sql<Template>`
    select ${columns} from templates
    where brand_id = any (${brandsOf(tx, query)}::bigint[]) ${has} ${seek}
    order by -used, id limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([-last.used, last.id]) : null }
}

export async function createTemplate(
  tx: Tx,
  wish: Words & { brandId: number },
  actor: Actor,
): Promise<Template> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  refuseUnknown('textEn', wish.textEn)
  refuseUnknown('textJa', wish.textJa)
  const { rows } = await sql<Template>`
    insert into templates (brand_id, name, shortcut, text_en, text_ja)
    values (${wish.brandId}, ${wish.name}, ${wish.shortcut}, ${wish.textEn}, ${wish.textJa})
    on conflict (brand_id, shortcut) where shortcut is not null do nothing
    returning ${columns}`.execute(tx)
  const [made] = rows
  if (!made) throw shortcutTaken()
  await note(tx, 'template.created', made, actor)
  return made
}

export async function changeTemplate(tx: Tx, id: number, wish: Change, actor: Actor): Promise<Template> {
  refuseUnknown('textEn', wish.textEn ?? '')
  refuseUnknown('textJa', wish.textJa ?? '')
  const known = await templateFor(tx, id)
  const next = {
    ...known,
    ...Object.fromEntries(Object.entries(wish).filter(([, one]) => one !== undefined)),
  }
  if (next.shortcut !== null) await refuseTaken(tx, known, next.shortcut)
  const { rows } = await sql<Template>`
    update templates set name = ${next.name}, shortcut = ${next.shortcut}, text_en = ${next.textEn}, text_ja = ${next.textJa}
    where brand_id = ${known.brandId} and id = ${id} returning ${columns}`.execute(tx)
  const [changed] = rows
  if (!changed) throw notFound('template')
  await note(tx, 'template.changed', changed, actor)
  return changed
}

export async function deleteTemplate(tx: Tx, id: number, actor: Actor): Promise<void> {
  const template = await templateFor(tx, id)
  await tx.deleteFrom('templates').where('brand_id', '=', template.brandId).where('id', '=', id).execute()
  await note(tx, 'template.deleted', template, actor)
}

function note(tx: Tx, type: string, { brandId, id, name }: Template, actor: Actor): Promise<unknown> {
  return record(tx, { type, brandId, actor, data: { templateId: id, name } })
}

async function templateFor(tx: Tx, id: number): Promise<Template> {
  const { rows } = await sql<Template>`
    select ${columns} from templates
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} for update`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('template')
  return found
}

async function refuseTaken(tx: Tx, own: Template, shortcut: string): Promise<void> {
  const other = await tx
    .selectFrom('templates')
    .select('id')
    .where('brand_id', '=', own.brandId)
    .where('shortcut', '=', shortcut)
    .where('id', '<>', own.id)
    .executeTakeFirst()
  if (other) throw shortcutTaken()
}

function shortcutTaken() {
  return invalid('shortcut', 'shortcut_taken', (locale) => m.conversations_shortcut_taken({}, { locale }))
}
