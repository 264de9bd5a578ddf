import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { ClockKind } from './contract.ts'

/** A clock as it is kept; moments in milliseconds since 1970. */
export type Stored = {
  kind: ClockKind
  messageId: number
  serviceLevelId: number
  startedAt: number
  dueAt: number | null
  pausedAt: number | null
  pausedFor: string | null
  leftMs: number
  stoodMs: number
  endedAt: number | null
  isDropped: boolean
  warnedAt: number | null
  breachedAt: number | null
  alarmAt: number | null
}

type OfLevel = {
  conversationId: number
  serviceLevel: string
  counts: 'business' | 'clock'
  /** Whether the level warns before a deadline. */
  warns: boolean
}

const moment = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`

export async function storedClocks(
  tx: Tx,
  brandId: number,
  conversationIds: readonly number[],
): Promise<(Stored & OfLevel)[]> {
  const { rows } = await sql<Stored & OfLevel>`
    select c.conversation_id as "conversationId", c.kind, c.message_id as "messageId", c.service_level_id as "serviceLevelId",
      ${moment('c.started_at')} as "startedAt", ${moment('c.due_at')} as "dueAt", ${moment('c.paused_at')} as "pausedAt",
      c.paused_for as "pausedFor", c.left_ms as "leftMs", c.stood_ms as "stoodMs", ${moment('c.ended_at')} as "endedAt",
      c.is_dropped as "isDropped", ${moment('c.warned_at')} as "warnedAt", ${moment('c.breached_at')} as "breachedAt",
      ${moment('c.alarm_at')} as "alarmAt", level.name as "serviceLevel", level.counts,
      coalesce(level.warn_minutes, level.warn_percent) is not null as warns
    from service_clocks c join service_levels level on (level.brand_id, level.id) = (c.brand_id, c.service_level_id)
    where c.brand_id = ${brandId} and c.conversation_id = any (${[...conversationIds]}::bigint[])
    order by c.ended_at is not null, c.started_at desc, c.kind`.execute(tx)
  return rows
}
