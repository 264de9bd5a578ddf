import type { Kysely } from 'kysely'
import type { DB } from '#database/tables.ts'

/**
 * Writes what concerns the whole organisation, in the transaction of the change; database/migrations/0030 says why not in events.
 */
export async function audit(
  tx: Kysely<DB>,
  entry: {
    type: string
    actorId?: number | undefined
    subjectId?: number | undefined
    ip?: string
    data?: Record<string, unknown>
  },
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      type: entry.type,
      actor_id: entry.actorId ?? null,
      subject_id: entry.subjectId ?? null,
      ip: entry.ip ?? null,
      data: JSON.stringify(entry.data ?? {}),
    })
    .execute()
}
