import { sql } from 'kysely'
import type { ConversationSummary } from './contract.ts'

/** One conversation as lists show it, straight from SQL. */
export type SummaryRow = Omit<
  ConversationSummary,
  'customer' | 'assignee' | 'lastMessageAt' | 'waitingSince' | 'snoozedUntil' | 'createdAt'
> & {
  customerId: number
  customerName: string
  customerAddress: string | null
  assigneeId: number | null
  assigneeName: string | null
  sortKey: string
  lastMessageAt: Date
  waitingSince: Date | null
  snoozedUntil: Date | null
  createdAt: Date
}

export const summaryColumns = sql`
  c.id, c.brand_id as "brandId", c.channel, c.subject, c.preview, c.status, c.priority, c.language,
  c.team_id as "teamId", c.reason_id as "reasonId", c.message_count as "messageCount",
  c.last_message_at as "lastMessageAt", c.last_message_at::text as "sortKey", c.waiting_since as "waitingSince",
  c.snoozed_until as "snoozedUntil", c.created_at as "createdAt",
  customer.id as "customerId", customer.name as "customerName",
  (select shown from identities where brand_id = c.brand_id and customer_id = customer.id and kind in ('email', 'phone')
    order by verified_at nulls last, id limit 1) as "customerAddress",
  assignee.id as "assigneeId", assignee.name as "assigneeName",
  array(select t.name from conversation_tags ct join tags t on (t.brand_id, t.id) = (ct.brand_id, ct.tag_id)
    where ct.brand_id = c.brand_id and ct.conversation_id = c.id order by t.name) as tags,
  coalesce(was_read.event_id, 0) < c.last_event_id and (c.last_from_customer_at is not null) as "isUnread",
  coalesce((select delivery_state = 'failed' from messages where brand_id = c.brand_id and conversation_id = c.id
    and direction = 'out' order by id desc limit 1), false) as "hasFailed"`

export const summaryJoins = (staffId: number) => sql`
  join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
  left join staff assignee on assignee.id = c.assignee_id
  left join conversation_reads was_read
    on (was_read.brand_id, was_read.conversation_id, was_read.staff_id) = (c.brand_id, c.id, ${staffId})`

export function toSummary<Row extends SummaryRow>(row: Row) {
  const { customerId, customerName, customerAddress, assigneeId, assigneeName, sortKey: _, ...rest } = row
  return {
    ...rest,
    customer: { id: customerId, name: customerName, address: customerAddress },
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
  }
}
