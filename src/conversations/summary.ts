import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { ConversationSummary } from './contract.ts'

/** One conversation as lists show it, straight from SQL. */
export type SummaryRow = Omit<
  ConversationSummary,
  'customer' | 'assignee' | 'lastMessageAt' | 'waitingSince' | 'nextDueAt' | 'snoozedUntil' | 'createdAt'
> & {
  customerId: number
  customerName: string
  customerAddress: string | null
  assigneeId: number | null
  assigneeName: string | null
  lastMessageAt: Date
  waitingSince: Date | null
  nextDueAt: Date | null
  snoozedUntil: Date | null
  createdAt: Date
}

/**
 * Unread is what the customer wrote, or a mention of the reader, after the reader last looked: both are found from the newest end of an
 * index, so it costs the same in a conversation of two messages and of two thousand. Snoozed "until the customer writes" is stored
 * as infinity.
 */
export const summaryColumns = (staffId: number) => sql`
  c.id, c.brand_id as "brandId", c.channel, c.subject, c.preview, c.status, c.priority, c.language,
  c.team_id as "teamId", c.reason_id as "reasonId", c.message_count as "messageCount",
  c.last_message_at as "lastMessageAt", c.waiting_since as "waitingSince",
  c.next_due_at as "nextDueAt", c.open_promises as "openPromises", c.escalation, c.complaint, c.open_tasks as "openTasks",
  nullif(c.snoozed_until, 'infinity') as "snoozedUntil", c.snoozed_until is not null as "isSnoozed",
  c.created_at as "createdAt",
  customer.id as "customerId", customer.name as "customerName",
  (select shown from identities where brand_id = c.brand_id and customer_id = customer.id and kind in ('email', 'phone')
    order by verified_at nulls last, id limit 1) as "customerAddress",
  assignee.id as "assigneeId", assignee.name as "assigneeName",
  array(select t.name from conversation_tags ct join tags t on (t.brand_id, t.id) = (ct.brand_id, ct.tag_id)
    where ct.brand_id = c.brand_id and ct.conversation_id = c.id order by t.name) as tags,
  exists (select from events where brand_id = c.brand_id and conversation_id = c.id and type = 'message.received'
      and id > coalesce(was_read.event_id, 0))
    or exists (select from mentions where brand_id = c.brand_id and staff_id = ${staffId} and conversation_id = c.id
      and seen_at is null) as "isUnread",
  coalesce((select delivery_state = 'failed' from messages where brand_id = c.brand_id and conversation_id = c.id
    and direction = 'out' order by id desc limit 1), false) as "hasFailed"`

export const summaryJoins = (staffId: number) => sql`
  join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
  left join staff assignee on assignee.id = c.assignee_id
  left join conversation_reads was_read
    on (was_read.brand_id, was_read.conversation_id, was_read.staff_id) = (c.brand_id, c.id, ${staffId})`

/** Conversations by their keys, in that order. The question is always the same, so its plan is kept: planning it takes longer than doing it. */
export async function summariesOf(
  tx: Tx,
  staffId: number,
  keys: readonly { brandId: number; id: number }[],
): Promise<ReturnType<typeof toSummary<SummaryRow>>[]> {
  const { rows } = await sql<SummaryRow>`/* kept */
    select ${summaryColumns(staffId)}
    from unnest(${keys.map((key) => key.brandId)}::bigint[], ${keys.map((key) => key.id)}::bigint[])
      with ordinality as page (brand_id, id, place)
    join conversations c on (c.brand_id, c.id) = (page.brand_id, page.id)
    ${summaryJoins(staffId)}
    order by page.place`.execute(tx)
  return rows.map(toSummary)
}

export function toSummary<Row extends SummaryRow>(row: Row) {
  const { customerId, customerName, customerAddress, assigneeId, assigneeName, ...rest } = row
  return {
    ...rest,
    customer: { id: customerId, name: customerName, address: customerAddress },
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
  }
}
