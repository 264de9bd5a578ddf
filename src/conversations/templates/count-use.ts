import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'

/** A template was used once more. One that was deleted meanwhile is counted nowhere. */
export async function countUse(tx: Tx, brandId: number, templateId: number): Promise<void> {
  await tx
    .updateTable('templates')
    .set((set) => ({ used: set('used', '+', 1), last_used_at: now() }))
    .where('brand_id', '=', brandId)
    .where('id', '=', templateId)
    .execute()
}
