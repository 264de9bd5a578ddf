import { sql } from 'kysely'
import { lockByName, type Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { inserted } from '#platform/order.ts'
import { notFound } from '#platform/refusal.ts'
import type { CustomField } from './contract.ts'
import { listFields } from './fields.ts'

/** Puts a field before another of the same owner, or last; two who order at once wait for each other. */
export async function moveField(
  tx: Tx,
  id: number,
  wish: { beforeId: number | null },
  actor: Actor,
): Promise<CustomField> {
  // Not locked itself: of two who move at once, each would wait for the field of the other.
  const field = (await listFields(tx, {})).find((one) => one.id === id)
  if (!field) throw notFound('custom field')
  const { brandId, about, key } = field
  await lockByName(tx, `field-order:${brandId}:${about}`)
  const { rows } = await sql<{ id: number }>`
    select id from custom_fields where brand_id = ${brandId} and about = ${about} and id <> ${id}
    order by archived_at is not null, position, id`.execute(tx)
  const order = inserted(
    rows.map((row) => row.id),
    id,
    wish.beforeId,
  )
  await sql`
    update custom_fields field set position = one.place - 1
    from unnest(${order}::bigint[]) with ordinality as one (id, place)
    where field.brand_id = ${brandId} and field.id = one.id`.execute(tx)
  await record(tx, { type: 'field.moved', brandId, actor, data: { fieldId: id, about, key } })
  return { ...field, position: order.indexOf(id) }
}
