import { sql } from 'kysely'
import { type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { ConversationPage } from './contract.ts'
import { type SummaryRow, summaryColumns, summaryJoins, toSummary } from './summary.ts'

type PageRow = SummaryRow & {
  fields: ConversationPage['fields']
  orderNumber: string | null
  wakesOnReply: boolean
  mergedIntoId: number | null
  splitFromId: number | null
  lastEventId: number
  isFollowing: boolean
  followerCount: number
  mergedIds: number[]
  mailbox: ConversationPage['mailbox']
  lock: ConversationPage['lock']
}

/** Everything about one conversation but its messages. */
export async function conversationPage(
  tx: Tx,
  caller: Caller,
  id: number,
): Promise<Sendable<ConversationPage>> {
  const { rows } = await sql<PageRow>`/* kept */
    select ${summaryColumns(caller.staffId)},
      c.fields, c.order_number as "orderNumber", c.wakes_on_reply as "wakesOnReply", c.merged_into_id as "mergedIntoId",
      c.split_from_id as "splitFromId", c.last_event_id as "lastEventId",
      exists (select from followers where brand_id = c.brand_id and conversation_id = c.id
        and staff_id = ${caller.staffId}) as "isFollowing",
      (select count(*)::int from followers where brand_id = c.brand_id and conversation_id = c.id) as "followerCount",
      array(select id from conversations where brand_id = c.brand_id and merged_into_id = c.id order by id) as "mergedIds",
      case when mailbox.id is null then null else jsonb_build_object(
        'id', mailbox.id, 'address', mailbox.address, 'undoSeconds', mailbox.undo_seconds) end as mailbox,
      case when c.locked_until > ${now()}::timestamptz then (select jsonb_build_object(
        'staff', jsonb_build_object('id', staff.id, 'name', staff.name), 'until', c.locked_until)
        from staff where staff.id = c.locked_by_id) end as lock
    from conversations c
    left join mailboxes mailbox on (mailbox.brand_id, mailbox.id) = (c.brand_id, c.mailbox_id)
    ${summaryJoins(caller.staffId)}
    where c.brand_id = any (${[...tx.inBrands]}::bigint[]) and c.id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row) throw notFound('conversation')
  const mayWrite = hasRole(caller, 'agent') && row.mergedIntoId === null
  return { ...toSummary(row), may: { reply: mayWrite, change: mayWrite } }
}
