import { sql } from 'kysely'
import type { z } from 'zod'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import type { createTemplate as creation } from './contract.ts'
import { refuseUnfitActions } from './refuse-unfit-actions.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import { shortcutTaken } from './shortcut-taken.ts'
import { columns, type TemplateRow } from './templates.ts'

export async function createTemplate(
  tx: Tx,
  wish: z.output<(typeof creation)['body']>,
  actor: Actor,
): Promise<TemplateRow> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  await refuseUnfit(tx, wish.brandId, wish)
  await refuseUnfitActions(tx, wish.brandId, wish.actions)
  const { rows } = await sql<TemplateRow>`
    insert into templates (brand_id, name, folder, shortcut, keywords, text_en, text_ja, actions, changed_at)
    values (${wish.brandId}, ${wish.name}, ${wish.folder}, ${wish.shortcut}, ${wish.keywords}, ${wish.textEn}, ${wish.textJa},
      ${asJson(wish.actions)}::jsonb, ${now()})
    on conflict (brand_id, shortcut) where shortcut is not null do nothing
    returning ${columns}`.execute(tx)
  const [made] = rows
  if (!made) throw shortcutTaken()
  await record(tx, {
    type: 'template.created',
    brandId: made.brandId,
    actor,
    data: { templateId: made.id, name: made.name },
  })
  return made
}
