import { type RawBuilder, sql } from 'kysely'
import { clockBy, type ClockEvidence, clockEvidence } from '#customers/clock.ts'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { brandsOf } from '../conditions.ts'
import type { Promised } from './contract.ts'

type Row = Sendable<Promised>
type Stored = Omit<Row, 'customer'> & {
  customer: Pick<Row['customer'], 'id' | 'name'>
  evidence: ClockEvidence
}
type Query = {
  brandId?: number | undefined
  owner?: 'me' | 'none' | number | undefined
  state: 'open' | 'overdue' | 'ended'
  conversationId?: number | undefined
  limit: number
  cursor?: string | undefined
}

/** Promises: open ones by the time they are due, ended ones latest first. */
export async function listPromises(
  tx: Tx,
  staffId: number,
  query: Query,
): Promise<{ items: Row[]; nextCursor: string | null }> {
  const isEnded = query.state === 'ended'
  const after = fromCursor(query.cursor, 2)
  const seek = after
    ? isEnded
      ? sql`and (p.ended_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`
      : sql`and (p.due_at, p.id) > (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const where = sql`${states[query.state]()} ${ownedBy(query.owner, staffId)}
    ${query.conversationId === undefined ? sql`` : sql`and p.conversation_id = ${query.conversationId}`} ${seek}`
  const [order, limit] = [isEnded ? sql`p.ended_at desc, p.id desc` : sql`p.due_at, p.id`, query.limit + 1]
  const first = { brands: brandsOf(tx, query), table: 'promises', as: 'p', where, order, limit }
  const rows = await select(tx, sql`true order by ${order} limit ${limit}`, firstInEachBrand(first))
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  const place = last && (isEnded ? last.endedAt : last.dueAt)
  return { items, nextCursor: last && place ? toCursor([new Date(place).toISOString(), last.id]) : null }
}

const states = {
  open: () => sql`p.state = 'open'`,
  overdue: () => sql`p.state = 'open' and p.due_at < ${now()}`,
  ended: () => sql`p.state <> 'open'`,
}

function ownedBy(owner: Query['owner'], staffId: number): RawBuilder<unknown> {
  if (owner === undefined) return sql``
  if (owner === 'none') return sql`and p.owner_id is null`
  return sql`and p.owner_id = ${owner === 'me' ? staffId : owner}`
}

/** The door to one promise: what stands outside the caller's brands is not there. */
export async function promisePage(tx: Tx, id: number): Promise<Row> {
  const [found] = await select(tx, sql`p.brand_id = any (${[...tx.inBrands]}::bigint[]) and p.id = ${id}`)
  if (!found) throw notFound('promise')
  return found
}

const person = (name: string) => sql`case when ${sql.ref(`${name}.id`)} is not null then
  jsonb_build_object('id', ${sql.ref(`${name}.id`)}, 'name', ${sql.ref(`${name}.name`)}) end`

// Times come out as often as they are compared to the microsecond: cursors go by milliseconds, so times are stored that way.
async function select(tx: Tx, where: RawBuilder<unknown>, from = sql`promises p`): Promise<Row[]> {
  const { rows } = await sql<Stored>`
    select p.id, p.brand_id as "brandId", jsonb_build_object('id', c.id, 'subject', c.subject) as conversation,
      jsonb_build_object('id', customer.id, 'name', customer.name) as customer, ${clockEvidence('customer')} as evidence,
      p.message_id as "messageId", p.what, p.means, ${person('owner')} as owner, ${person('maker')} as "madeBy",
      p.made_at as "madeAt", p.due_at as "dueAt", p.first_due_at as "firstDueAt", p.postponed, p.state,
      p.state = 'open' and p.due_at < ${now()} as "isOverdue", p.ended_at as "endedAt", ${person('ender')} as "endedBy",
      p.outcome
    from ${from}
    join conversations c on (c.brand_id, c.id) = (p.brand_id, p.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    join staff maker on maker.id = p.made_by_id
    left join staff owner on owner.id = p.owner_id
    left join staff ender on ender.id = p.ended_by_id
    where ${where}`.execute(tx)
  return rows.map(({ evidence, customer, ...row }) => {
    const { timeZone, isTheirs } = clockBy(evidence, now())
    return { ...row, customer: { ...customer, timeZone, isZoneKnown: isTheirs } }
  })
}
