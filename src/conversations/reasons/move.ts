import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { inserted } from '#platform/order.ts'
import type { ContactReason } from './contract.ts'
import { reasonFor } from './reasons.ts'
import { refuseMisplaced } from './refuse-misplaced.ts'

/** Moves a reason with all that belong to it; its like are counted anew. */
export async function moveReason(
  tx: Tx,
  id: number,
  wish: { parentId: number | null; beforeId: number | null },
  actor: Actor,
): Promise<ContactReason> {
  const { brandId } = await reasonFor(tx, id)
  await refuseMisplaced(tx, brandId, wish.parentId, id)
  const { rows } = await sql<{ id: number }>`
    select id from contact_reasons
    where brand_id = ${brandId} and parent_id is not distinct from ${wish.parentId}::bigint and id <> ${id}
    order by archived_at is not null, position, id`.execute(tx)
  const order = inserted(
    rows.map((row) => row.id),
    id,
    wish.beforeId,
  )
  await sql`
    update contact_reasons reason set parent_id = ${wish.parentId}, position = one.place - 1
    from unnest(${order}::bigint[]) with ordinality as one (id, place)
    where reason.brand_id = ${brandId} and reason.id = one.id`.execute(tx)
  await record(tx, {
    type: 'reason.moved',
    brandId,
    actor,
    data: { reasonId: id, parentId: wish.parentId },
  })
  return reasonFor(tx, id)
}
