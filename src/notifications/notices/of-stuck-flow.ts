import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { tellStaff } from './tell-staff.ts'

/** Those who can lead it on: who has the conversation, who started it, and who leads. Nobody once it has gone on. */
export async function ofStuckFlow(tx: Tx, event: RecordedEvent): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select staff.id from flow_runs r
      join conversations c on (c.brand_id, c.id) = (r.brand_id, r.conversation_id)
      join staff on staff.role in ('supervisor', 'admin') or staff.id = c.assignee_id
        or r.started_by = 'staff' and staff.id = r.started_by_id
    where r.brand_id = ${event.brandId} and r.id = ${event.data.flowRunId} and r.state = 'stuck'`.execute(tx)
  return tellStaff(
    tx,
    event,
    'flow_stuck',
    rows.map((row) => row.id),
    event.data,
  )
}
