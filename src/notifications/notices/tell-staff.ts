import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import type { noticeKinds } from './contract.ts'

/**
 * Leaves a notice for each of them about an event, once however often the job runs; not for who did it, nor for those who no
 * longer work there. Answers whom it was news to.
 */
export async function tellStaff(
  tx: Tx,
  event: RecordedEvent,
  kind: (typeof noticeKinds)[number],
  staffIds: readonly number[],
  data: Record<string, unknown> = {},
  /** Whether it also reaches those who do not work for the brand, because it is theirs all the same. */
  reach: { beyondBrand?: boolean } = {},
): Promise<number[]> {
  const doer = event.actor === 'staff' ? event.actorId : null
  const { rows } = await sql<{ staffId: number }>`
    insert into notices (brand_id, staff_id, kind, conversation_id, event_id, data)
    select ${event.brandId}, staff.id, ${kind}, ${event.conversationId}, ${event.id}, ${JSON.stringify(data)}
    from staff
    where staff.id = any (${[...staffIds]}::bigint[]) and staff.id is distinct from ${doer}::bigint
      and staff.deactivated_at is null
      and (${reach.beyondBrand ?? false}::boolean or staff.role = 'admin' or exists (select from staff_brands
        where staff_id = staff.id and brand_id = ${event.brandId}))
    on conflict (brand_id, event_id, staff_id) do nothing
    returning staff_id as "staffId"`.execute(tx)
  return rows.map((row) => row.staffId)
}
