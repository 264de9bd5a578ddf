import { type RawBuilder, sql } from 'kysely'
import { brandsOf } from '#conversations/conditions.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Grant } from './contract.ts'
import { inWholeUnits } from './quantity.ts'

type Shown = Sendable<Grant>
type Row = Omit<Shown, 'amount' | 'counted' | 'currency'> & {
  amount: number
  currency: string | null
  counted: number
  countedCurrency: string | null
  rate: string | null
  rateDate: string | null
}
type Query = {
  brandId?: number | undefined
  conversationId?: number | undefined
  customerId?: number | undefined
  state?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** What was given, newest first. */
export async function listGrants(
  tx: Tx,
  query: Query,
): Promise<{ items: Shown[]; nextCursor: string | null }> {
  const before = fromCursor(query.cursor, 1)?.[0]
  const { conversationId, customerId, state } = query
  const [order, limit] = [sql`g.id desc`, query.limit + 1]
  const where = sql`true
    ${conversationId === undefined ? sql`` : sql`and g.conversation_id = ${conversationId}`}
    ${customerId === undefined ? sql`` : sql`and g.conversation_id in (select id from conversations where brand_id = brand.id and customer_id = ${customerId})`}
    ${state === undefined ? sql`` : sql`and g.state = ${state}`}
    ${before === undefined ? sql`` : sql`and g.id < ${before}::bigint`}`
  const newest = { brands: brandsOf(tx, query), table: 'grants', as: 'g', where, order, limit }
  const rows = await select(tx, sql`true order by ${order} limit ${limit}`, firstInEachBrand(newest))
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

/** The door to one grant: what stands outside the caller's brands is not there. */
export async function grantPage(tx: Tx, id: number): Promise<Shown> {
  const [found] = await select(tx, sql`g.brand_id = any (${[...tx.inBrands]}::bigint[]) and g.id = ${id}`)
  if (!found) throw notFound('grant')
  return found
}

const person = (name: string) => sql`case when ${sql.ref(`${name}.id`)} is not null then
  jsonb_build_object('id', ${sql.ref(`${name}.id`)}, 'name', ${sql.ref(`${name}.name`)}) end`

async function select(tx: Tx, where: RawBuilder<unknown>, from = sql`grants g`): Promise<Shown[]> {
  const { rows } = await sql<Row>`
    select g.id, g.brand_id as "brandId",
      jsonb_build_object('id', c.id, 'subject', c.subject) as conversation,
      jsonb_build_object('id', customer.id, 'name', customer.name) as customer,
      g.kind, g.amount, g.currency, g.counted, g.counted_currency as "countedCurrency", trim_scale(g.rate)::text as rate,
      g.rate_date::text as "rateDate", g.item, g.order_number as "orderNumber", g.why, g.state,
      ${person('asker')} as "askedBy", g.asked_at as "askedAt", a.id as "approvalId",
      case when a.state = 'approved' then ${person('decider')} end as "approvedBy", g.granted_at as "grantedAt",
      g.ended_at as "endedAt", ${person('ender')} as "endedBy", g.end_reason as "endReason",
      case when g.paid_at is not null then jsonb_build_object(
        'at', to_char(g.paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', ${person('payer')},
        'reference', g.paid_reference) end as paid,
      g.corrects_id as "correctsId"
    from ${from}
    join conversations c on (c.brand_id, c.id) = (g.brand_id, g.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    join staff asker on asker.id = g.asked_by_id
    left join staff ender on ender.id = g.ended_by_id
    left join staff payer on payer.id = g.paid_by_id
    left join approvals a on (a.brand_id, a.for_kind, a.for_id) = (g.brand_id, 'grant', g.id)
    left join staff decider on decider.id = a.decided_by_id
    where ${where}`.execute(tx)
  return rows.map(({ amount, counted, countedCurrency, rate, rateDate, ...row }) => ({
    ...row,
    amount: inWholeUnits(amount, row.currency),
    counted: { amount: inWholeUnits(counted, countedCurrency), currency: countedCurrency, rate, rateDate },
  }))
}
