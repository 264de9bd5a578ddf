import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/events.ts'

/** What somebody who has left was to answer goes back to their team, or is nobody's until it is taken over; what they asked is for who has the conversation. */
export async function handOverTasks(
  tx: Tx,
  brandId: number,
  job: { staffId: number; actorId: number },
): Promise<void> {
  const { rows } = await sql<{
    id: number
    conversationId: number
    title: string
    teamId: number | null
  }>`
    update tasks set owner_id = null
    where brand_id = ${brandId} and owner_id = ${job.staffId} and state in ('open', 'answered')
      -- Who only left the brand may still answer what they were asked: see door.ts.
      and exists (select from staff where staff.id = tasks.owner_id and (deactivated_at is not null or role = 'read_only'))
    returning id, conversation_id as "conversationId", title, team_id as "teamId"`.execute(tx)
  await recordAll(
    tx,
    rows.map(({ id, conversationId, title, teamId }) => ({
      type: 'task.given',
      brandId,
      conversationId,
      actor: { kind: 'staff', id: job.actorId },
      data: { taskId: id, title, teamId, ownerId: null },
    })),
  )
}
