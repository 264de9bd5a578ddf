import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import { columns, templateFor, type TemplateRow } from './templates.ts'

/** Says that the twin that was left behind is right as it stands. Where none was, nothing is recorded. */
export async function checkTwin(tx: Tx, id: number, actor: Actor): Promise<TemplateRow> {
  const known = await templateFor(tx, id)
  if (known.staleTwin === null) return known
  const { rows } = await sql<TemplateRow>`
    update templates set stale_twin = null, stale_since = null
    where brand_id = ${known.brandId} and id = ${id} returning ${columns}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('template')
  await record(tx, {
    type: 'template.twin_checked',
    brandId: row.brandId,
    actor,
    data: { templateId: id, name: row.name, twin: known.staleTwin },
  })
  return row
}
