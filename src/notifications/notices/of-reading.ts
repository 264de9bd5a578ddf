import { sql } from 'kysely'
import { readersOf } from '#knowledge/required-reading/readers.ts'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { tellStaff } from './tell-staff.ts'

/** What has to be read: all who are asked hear of it, later those who have not read it; when the time is over those who lead as well. */
export async function ofReading(tx: Tx, event: RecordedEvent): Promise<number[]> {
  const { readingId, staffIds } = event.data as { readingId?: number; staffIds?: number[] }
  if (event.type === 'reading.asked') {
    const { rows } = await sql<{ staffId: number }>`
      select staff_id as "staffId" from (${readersOf(sql`r.brand_id = ${event.brandId} and r.id = ${readingId ?? 0}`)}) reader`.execute(
      tx,
    )
    const all = rows.map((row) => row.staffId)
    return tellStaff(tx, event, 'reading_asked', all, event.data)
  }
  if (event.type === 'reading.reminded')
    return tellStaff(tx, event, 'reading_near', staffIds ?? [], event.data)
  const leads = await tx.selectFrom('staff').select('id').where('role', '=', 'supervisor').execute()
  const told = [...(staffIds ?? []), ...leads.map((row) => row.id)]
  return tellStaff(tx, event, 'reading_overdue', told, event.data)
}
