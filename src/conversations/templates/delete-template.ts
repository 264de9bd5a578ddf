import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { templateFor } from './templates.ts'

/** Deletes a template; what was written with it stays. */
export async function deleteTemplate(tx: Tx, id: number, actor: Actor): Promise<void> {
  const { brandId, name } = await templateFor(tx, id)
  await tx.deleteFrom('templates').where('brand_id', '=', brandId).where('id', '=', id).execute()
  await record(tx, { type: 'template.deleted', brandId, actor, data: { templateId: id, name } })
}
