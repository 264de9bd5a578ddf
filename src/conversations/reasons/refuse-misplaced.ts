import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import { listReasons } from './reasons.ts'

/** A reason, the one it belongs to, and the one above that: deeper nobody finds what they look for. */
const levels = 3

/**
 * A reason belongs to one of its own brand, to nothing that belongs to itself, and no deeper than people read. Two who move at once wait for
 * each other here, or they could make a circle between them.
 */
export async function refuseMisplaced(
  tx: Tx,
  brandId: number,
  parentId: number | null,
  moved?: number,
): Promise<void> {
  await sql`select from contact_reasons where brand_id = ${brandId} order by id for no key update`.execute(tx)
  if (parentId === null) return
  const reasons = await listReasons(tx, { brandId })
  const byId = new Map(reasons.map((reason) => [reason.id, reason]))
  const above: number[] = []
  for (let at: number | null = parentId; at !== null; at = byId.get(at)?.parentId ?? null) above.push(at)
  if (!byId.has(parentId))
    throw invalid('parentId', 'reason_unknown', (locale) => m.conversations_reason_unknown({}, { locale }))
  if (moved !== undefined && above.includes(moved))
    throw invalid('parentId', 'reason_circle', (locale) => m.conversations_reason_circle({}, { locale }))
  const height = (id: number | undefined): number =>
    1 +
    Math.max(
      0,
      ...reasons.filter((one) => id !== undefined && one.parentId === id).map((one) => height(one.id)),
    )
  if (above.length + height(moved) > levels)
    throw invalid('parentId', 'reason_too_deep', (locale) =>
      m.conversations_reason_too_deep({ levels }, { locale }),
    )
}
