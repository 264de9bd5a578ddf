import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Sendable } from '#platform/serve.ts'
import type { auditEntry } from './contract.ts'

type Entry = Sendable<z.infer<typeof auditEntry>> & { id: number }

/** What concerned the organisation, newest first. */
export async function listAudit(
  tx: Tx,
  wish: {
    staffId?: number | undefined
    type?: string | undefined
    limit: number
    cursor?: string | undefined
  },
) {
  const before = fromCursor(wish.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const { rows } = await sql<Entry>`
    select log.id, log.at, log.type, log.ip, log.data,
      case when actor.id is not null then jsonb_build_object('id', actor.id, 'name', actor.name) end as actor,
      case when subject.id is not null then jsonb_build_object('id', subject.id, 'name', subject.name) end as subject
    from audit_log log left join staff actor on actor.id = log.actor_id left join staff subject on subject.id = log.subject_id
    where log.id < ${before}
      and ${wish.type === undefined ? sql`true` : sql`log.type = ${wish.type}`}
      and ${wish.staffId === undefined ? sql`true` : sql`(log.subject_id = ${wish.staffId} or log.actor_id = ${wish.staffId})`}
    order by log.id desc limit ${wish.limit + 1}`.execute(tx)
  const items = rows.slice(0, wish.limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > wish.limit && last ? toCursor([last.id]) : null }
}
