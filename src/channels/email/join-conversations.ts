import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'

type Row = { id: number; isUntouched: boolean }

/**
 * Two halves of one exchange that began apart because the mail between them came late: what nobody has touched yet goes into the
 * other, the older number stays. Returns the id of the one that mail goes to now. The customer's row is locked by the caller.
 */
export async function joinConversations(tx: Tx, brandId: number, ids: readonly number[]): Promise<number> {
  const { rows } = await sql<Row>`
    select c.id, c.assignee_id is null and c.team_id is null and c.last_from_staff_at is null and c.status in ('new', 'no_reply_needed')
      and c.snoozed_until is null and c.created_at > now() - interval '7 days'
      and not exists (select from messages m where m.brand_id = c.brand_id and m.conversation_id = c.id and m.direction <> 'in')
      and not exists (select from conversation_tags t where t.brand_id = c.brand_id and t.conversation_id = c.id)
      and not exists (select from drafts d where d.brand_id = c.brand_id and d.conversation_id = c.id) as "isUntouched"
    from conversations c
    where c.brand_id = ${brandId} and c.id = any (${[...ids]}::bigint[]) and c.merged_into_id is null
    order by c.id
    for update`.execute(tx)
  const kept = rows.find((row) => !row.isUntouched) ?? rows[0]
  if (!kept) return ids[0] ?? 0
  for (const row of rows)
    if (row.id !== kept.id && row.isUntouched) await moveInto(tx, brandId, kept.id, row.id)
  // The first one named by the mail decides when several have been worked on.
  return rows.filter((row) => !row.isUntouched).length > 1 ? (ids[0] ?? kept.id) : kept.id
}

async function moveInto(tx: Tx, brandId: number, keptId: number, joinedId: number): Promise<void> {
  // By message: these two have no index by conversation, and need none for anything else.
  for (const table of ['attachments', 'message_search']) {
    await sql`update ${sql.table(table)} set conversation_id = ${keptId}
      where brand_id = ${brandId} and message_id in (
        select id from messages where brand_id = ${brandId} and conversation_id = ${joinedId})`.execute(tx)
  }
  for (const table of ['messages', 'mail_references']) {
    await sql`update ${sql.table(table)} set conversation_id = ${keptId}
      where brand_id = ${brandId} and conversation_id = ${joinedId}`.execute(tx)
  }
  await sql`
    with gone as (
      delete from participants where brand_id = ${brandId} and conversation_id = ${joinedId} returning address
    )
    insert into participants (brand_id, conversation_id, address) select ${brandId}, ${keptId}, address from gone
    on conflict do nothing`.execute(tx)
  await sql`
    with joined as (
      update conversations set merged_into_id = ${keptId}, message_count = 0
      where brand_id = ${brandId} and id = ${joinedId}
      returning *
    ), counted as (
      select count(*)::int as messages from messages where brand_id = ${brandId} and conversation_id = ${keptId}
    )
    update conversations kept set
      message_count = counted.messages,
      preview = case when joined.last_message_at > kept.last_message_at then joined.preview else kept.preview end,
      last_message_at = greatest(kept.last_message_at, joined.last_message_at),
      last_from_customer_at = greatest(kept.last_from_customer_at, joined.last_from_customer_at),
      waiting_since = least(kept.waiting_since, joined.waiting_since),
      status = case when kept.status = 'no_reply_needed' then joined.status else kept.status end
    from joined, counted
    where kept.brand_id = ${brandId} and kept.id = ${keptId}`.execute(tx)
  for (const [conversationId, type, other] of [
    [joinedId, 'conversation.merged_away', { into: keptId, by: 'mail' }],
    [keptId, 'conversation.merged', { from: joinedId, by: 'mail' }],
  ] as const) {
    await record(tx, { type, brandId, conversationId, actor: { kind: 'system' }, data: other })
  }
}
