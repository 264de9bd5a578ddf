import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'

const together = 100
const heard = new Set([
  'message.received',
  'message.replied',
  'message.cancelled',
  'message.rescheduled',
  'conversation.status_changed',
  'conversation.priority_changed',
  'conversation.reason_changed',
  'conversation.language_changed',
  'conversation.team_changed',
  'conversation.tagged',
  'conversation.service_level_changed',
  'conversation.merged',
  'conversation.merged_away',
  'conversation.taken_out',
  'conversation.unmerged',
  'conversation.split',
  'conversation.split_off',
])

/** The jobs that reckon clocks anew: one for many conversations, and none for brands that have no service levels. */
export async function clockJobs(
  tx: Tx,
  events: readonly RecordedEvent[],
): Promise<{ task: string; payload: unknown }[]> {
  const moving = events.filter((event) => event.conversationId !== null && heard.has(event.type))
  if (moving.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select distinct brand_id as id from service_levels
    where brand_id = any (${[...new Set(moving.map((event) => event.brandId))]}::bigint[]) and deleted_at is null`.execute(
    tx,
  )
  return rows.flatMap(({ id: brandId }) => {
    const ids = [...new Set(moving.filter((one) => one.brandId === brandId).map((one) => one.conversationId))]
    return Array.from({ length: Math.ceil(ids.length / together) }, (_, at) => ({
      task: 'reckon-clocks',
      payload: { brandId, conversationIds: ids.slice(at * together, (at + 1) * together) },
    }))
  })
}
