import { sql } from 'kysely'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import { mergeLocked } from '#conversations/merging/merge.ts'
import type { Tx } from '#platform/database.ts'

type Row = { id: number; isUntouched: boolean }

/**
 * Two halves of one exchange that began apart because the mail between them came late: what nobody has touched yet goes into the
 * other, the older number stays; an agent can take it out again like any merge, and then it stays apart. Returns the id of the one that mail goes to now. The
 * customer's row is locked by the caller.
 */
export async function joinConversations(tx: Tx, brandId: number, ids: readonly number[]): Promise<number> {
  const { rows } = await sql<Row>`
    select c.id, c.assignee_id is null and c.team_id is null and c.last_from_staff_at is null and c.status in ('new', 'no_reply_needed')
      and c.snoozed_until is null and c.created_at > now() - interval '7 days'
      and not exists (select from messages m where m.brand_id = c.brand_id and m.conversation_id = c.id and m.direction <> 'in')
      and not exists (select from conversation_tags t where t.brand_id = c.brand_id and t.conversation_id = c.id)
      and not exists (select from drafts d where d.brand_id = c.brand_id and d.conversation_id = c.id)
      and not exists (select from conversation_merges g where g.brand_id = c.brand_id and c.id in (g.merged_id, g.kept_id)
        and g.undone_at is not null) as "isUntouched"
    from conversations c
    where c.brand_id = ${brandId} and c.id = any (${[...ids]}::bigint[]) and c.merged_into_id is null
    order by c.id
    for update`.execute(tx)
  const keptId = (rows.find((row) => !row.isUntouched) ?? rows[0])?.id
  if (keptId === undefined) return ids[0] ?? 0
  for (const row of rows) if (row.id !== keptId && row.isUntouched) await join(tx, keptId, row.id)
  // The first one named by the mail decides when several have been worked on.
  return rows.filter((row) => !row.isUntouched).length > 1 ? (ids[0] ?? keptId) : keptId
}

/** Read again each time, since the one that is kept has changed with the one before. */
async function join(tx: Tx, keptId: number, joinedId: number): Promise<void> {
  const kept: Conversation = await conversationFor(tx, keptId, 'change')
  const joined = await conversationFor(tx, joinedId, 'change')
  await mergeLocked(tx, { kind: 'system' }, kept, joined, { by: 'mail' })
}
