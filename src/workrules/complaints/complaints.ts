import { type RawBuilder, sql } from 'kysely'
import { ended } from '#conversations/change-status.ts'
import { brandsOf } from '#conversations/conditions.ts'
import type { Conversation } from '#conversations/door.ts'
import { hottest, tellingPassage, temperatureOf } from '#languages/temperature.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import { saidIn } from '../escalation/gather.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Temperature } from '../escalation/contract.ts'
import {
  type Complaint,
  type ComplaintFacts,
  type ComplaintPage,
  complaintFacts,
  factNames,
} from './contract.ts'

type Row = Omit<Complaint, 'notedAt' | 'changedAt' | 'confirmedAt' | 'changedSince'> & {
  notedAt: Date
  changedAt: Date
  confirmedAt: Date | null
  confirmedFacts: unknown
}
type Filter = {
  brandId?: number | undefined
  state: 'all' | 'unconfirmed' | 'confirmed' | 'changed'
  of: 'open' | 'over' | 'any'
  severity?: Complaint['severity'] | undefined
  temperature?: Temperature | undefined
}

/** Complaints, those changed last first. */
export async function listComplaints(
  tx: Tx,
  query: Filter & { limit: number; cursor?: string | undefined },
): Promise<{ items: Sendable<Complaint>[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 2)
  const seek = after ? sql`and (k.changed_at, k.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)` : sql``
  const [order, limit] = [sql`k.changed_at desc, k.id desc`, query.limit + 1]
  const where = sql`${filtered(tx, query)} ${seek}`
  const newest = { brands: brandsOf(tx, query), table: 'complaints', as: 'k', where, order, limit }
  const rows = await select(tx, sql`true order by ${order} limit ${limit}`, firstInEachBrand(newest))
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map(shown),
    nextCursor: last ? toCursor([last.changedAt.toISOString(), last.id]) : null,
  }
}

/** How many there are of each severity and temperature; those of which there are none are left out. */
export async function countComplaints(tx: Tx, query: Filter) {
  const { rows } = await sql<{ severity: Complaint['severity']; temperature: Temperature; count: number }>`
    select k.severity, k.temperature, count(*)::int as count
    from complaints k where k.brand_id = any (${brandsOf(tx, query)}::bigint[]) and ${filtered(tx, query)} group by 1, 2`.execute(
    tx,
  )
  return { items: rows }
}

function filtered(tx: Tx, query: Filter): RawBuilder<unknown> {
  const isOver = query.of === 'over' ? sql`status = any (${[...ended]}::text[])` : sql`true`
  const all = [
    // Those that go on are few and have an index of their own; looked for among all there ever were, they would be as long to find as all are to read.
    query.of === 'open'
      ? sql`k.conversation_id = any (array(select id from conversations where brand_id = any (${brandsOf(tx, query)}::bigint[])
          and complaint is not null and merged_into_id is null and ${underWay}))`
      : sql`true`,
    // Of two that a merge brought together one goes on; the other is shown beside it.
    sql`exists (select from conversations where (brand_id, id) = (k.brand_id, k.conversation_id)
      and merged_into_id is null and ${isOver})`,
  ]
  if (query.state === 'unconfirmed') all.push(sql`k.state <> 'confirmed'`)
  if (query.state === 'confirmed') all.push(sql`k.state = 'confirmed'`)
  if (query.state === 'changed') all.push(sql`k.state = 'confirmed' and k.revision > k.confirmed_revision`)
  if (query.severity) all.push(sql`k.severity = ${query.severity}`)
  if (query.temperature) all.push(sql`k.temperature = ${query.temperature}`)
  return sql.join(all, sql` and `)
}

// As the index has it.
const underWay = sql`status in ('new', 'open', 'pending_customer', 'pending_client', 'on_hold')`

/** The complaint of a conversation with what was sent and said about it, or what the desk would fill in for one. */
export async function complaintOf(
  tx: Tx,
  conversation: Conversation,
): Promise<{
  complaint: Sendable<ComplaintPage> | null
  suggested: { facts: ComplaintFacts; temperature: Temperature }
}> {
  const said = await saidIn(tx, conversation)
  const suggested = {
    facts: complaintFacts.parse({
      what: tellingPassage(said)?.passage ?? '',
      orderNumber: conversation.order_number ?? '',
    }),
    temperature: hottest(said.slice(0, 5).map((one) => temperatureOf(one.text))),
  }
  const [row] = await select(
    tx,
    sql`k.brand_id = ${conversation.brand_id} and k.conversation_id = ${conversation.id}`,
  )
  if (!row) return { complaint: null, suggested }
  const { rows: restatements } = await sql<ComplaintPage['restatements'][number]>`
    select r.id, r.sent_at as "sentAt", jsonb_build_object('id', staff.id, 'name', staff.name) as "sentBy",
      r.message_id as "messageId", r.answer, r.answered_by as "answeredBy", r.answer_text as "answerText",
      r.answered_at as "answeredAt"
    from complaint_restatements r join staff on staff.id = r.sent_by_id
    where r.brand_id = ${row.brandId} and r.complaint_id = ${row.id} order by r.id desc`.execute(tx)
  const open = restatements.find((one) => one.answer === null)
  const reply = open && said.find((one) => one.id > open.messageId)
  const repliedWith = reply ? { messageId: reply.id, text: reply.text.slice(0, 1_000).toWellFormed() } : null
  const others = await othersIn(tx, conversation)
  const waitsForApproval = await waitsIn(tx, conversation)
  return {
    complaint: { ...shown(row), restatements, waitsForApproval, repliedWith, others },
    suggested,
  }
}

async function waitsIn(tx: Tx, { brand_id, id }: Conversation): Promise<boolean> {
  const waiting = await tx
    .selectFrom('reply_approvals')
    .select('id')
    .where('brand_id', '=', brand_id)
    .where('conversation_id', '=', id)
    .where('kind', '=', 'restatement')
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return waiting !== undefined
}

/** Complaints of conversations that were merged into this one, which had one already. */
async function othersIn(tx: Tx, { brand_id, id }: Conversation): Promise<ComplaintPage['others']> {
  const { rows } = await sql<ComplaintPage['others'][number] & { facts: unknown }>`
    with recursive merged as (
      select id from conversations where brand_id = ${brand_id} and merged_into_id = ${id}
      union select c.id from merged join conversations c on c.brand_id = ${brand_id} and c.merged_into_id = merged.id)
    select k.conversation_id as "conversationId", k.facts, k.temperature, k.severity
    from complaints k join merged on merged.id = k.conversation_id
    where k.brand_id = ${brand_id} order by k.id`.execute(tx)
  return rows.map((row) => ({ ...row, facts: complaintFacts.parse(row.facts) }))
}

function shown({ confirmedFacts, ...row }: Row): Sendable<Complaint> {
  const confirmed = confirmedFacts === null ? undefined : complaintFacts.parse(confirmedFacts)
  const facts = complaintFacts.parse(row.facts)
  const changedSince = confirmed ? factNames.filter((name) => confirmed[name] !== facts[name]) : []
  return { ...row, facts, changedSince }
}

async function select(tx: Tx, where: RawBuilder<unknown>, from = sql`complaints k`): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select k.id, k.brand_id as "brandId", jsonb_build_object('id', c.id, 'subject', c.subject,
        'isOver', c.status = any (${[...ended]}::text[])) as conversation,
      jsonb_build_object('id', customer.id, 'name', customer.name) as customer, k.state, k.facts, k.temperature,
      k.severity, k.noted_at as "notedAt", jsonb_build_object('id', staff.id, 'name', staff.name) as "notedBy",
      k.changed_at as "changedAt", k.confirmed_at as "confirmedAt",
      case when k.confirmed_revision is not null then (select r.facts from complaint_restatements r
        where r.brand_id = k.brand_id and r.complaint_id = k.id and r.answer = 'right'
        order by r.id desc limit 1) end as "confirmedFacts"
    from ${from}
    join conversations c on (c.brand_id, c.id) = (k.brand_id, k.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    join staff on staff.id = k.noted_by_id
    where ${where}`.execute(tx)
  return rows
}
