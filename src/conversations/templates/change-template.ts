import { sql } from 'kysely'
import type { z } from 'zod'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import type { changeTemplate as changing } from './contract.ts'
import { refuseUnfitActions } from './refuse-unfit-actions.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import { shortcutTaken } from './shortcut-taken.ts'
import { staleAfter } from './stale-after.ts'
import { columns, templateFor, type TemplateRow } from './templates.ts'

const words = ['name', 'folder', 'shortcut', 'keywords', 'textEn', 'textJa', 'actions'] as const

/** The change whose state is taken back, and which language was left behind then. */
type Restored = { id: number; staleTwin: TemplateRow['staleTwin'] }

/** Changes a template. Where only one language was changed, the other is marked until somebody has looked at it. */
export async function changeTemplate(
  tx: Tx,
  id: number,
  wish: z.output<(typeof changing)['body']>,
  actor: Actor,
  restored?: Restored,
): Promise<TemplateRow> {
  const known = await templateFor(tx, id)
  const next = {
    ...known,
    ...Object.fromEntries(Object.entries(wish).filter(([, one]) => one !== undefined)),
  }
  const changed = words.filter((word) => JSON.stringify(known[word]) !== JSON.stringify(next[word]))
  if (changed.length === 0) return known
  if (changed.includes('textEn') || changed.includes('textJa')) await refuseUnfit(tx, known.brandId, next)
  if (changed.includes('actions')) await refuseUnfitActions(tx, known.brandId, next.actions)
  if (changed.includes('shortcut') && next.shortcut !== null) await refuseTaken(tx, known, next.shortcut)
  const staleTwin = restored ? restored.staleTwin : staleAfter(known, next)
  const { rows } = await sql<TemplateRow>`
    update templates set name = ${next.name}, folder = ${next.folder}, shortcut = ${next.shortcut}, keywords = ${next.keywords},
      text_en = ${next.textEn}, text_ja = ${next.textJa}, actions = ${asJson(next.actions)}::jsonb, changed_at = ${now()},
      stale_twin = ${staleTwin}, stale_since = ${staleTwin === null ? null : (known.staleSince ?? now())}
    where brand_id = ${known.brandId} and id = ${id} returning ${columns}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('template')
  await record(tx, {
    type: 'template.changed',
    brandId: row.brandId,
    actor,
    data: {
      templateId: id,
      name: row.name,
      from: {
        ...Object.fromEntries(changed.map((word) => [word, known[word]])),
        ...(staleTwin === known.staleTwin ? {} : { staleTwin: known.staleTwin }),
      },
      to: Object.fromEntries(changed.map((word) => [word, row[word]])),
      staleTwin,
      ...(restored ? { restoredId: restored.id } : {}),
    },
  })
  return row
}

async function refuseTaken(tx: Tx, own: TemplateRow, shortcut: string): Promise<void> {
  const other = await tx
    .selectFrom('templates')
    .select('id')
    .where('brand_id', '=', own.brandId)
    .where('shortcut', '=', shortcut)
    .where('id', '<>', own.id)
    .executeTakeFirst()
  if (other) throw shortcutTaken()
}
