import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/events.ts'

/** What somebody who has left was to keep is nobody's now, and stands first among what supervisors see until it is taken over. */
export async function handOverPromises(
  tx: Tx,
  brandId: number,
  job: { staffId: number; actorId: number },
): Promise<void> {
  const { rows } = await sql<{ id: number; conversationId: number; what: string }>`
    update promises set owner_id = null
    where brand_id = ${brandId} and owner_id = ${job.staffId} and state = 'open'
    returning id, conversation_id as "conversationId", what`.execute(tx)
  await recordAll(
    tx,
    rows.map(({ id, conversationId, what }) => ({
      type: 'promise.given',
      brandId,
      conversationId,
      actor: { kind: 'staff', id: job.actorId },
      data: { promiseId: id, what, from: job.staffId, to: null },
    })),
  )
}
