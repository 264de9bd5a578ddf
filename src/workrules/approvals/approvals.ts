import { type RawBuilder, sql } from 'kysely'
import { brandsOf } from '#conversations/conditions.ts'
import { takenBackWords } from '#conversations/flow-sentences.ts'
import type { Caller } from '#platform/caller.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { standing, workplaceOf, type Workplace } from './approvers.ts'
import type { Approval } from './contract.ts'
import { readLevels } from './stored.ts'

type Shown = Sendable<Approval>
type Vote = Approval['votes'][number]
type Row = Omit<Shown, 'approvers' | 'mayDecide' | 'levels' | 'subject' | 'votes' | 'because'> & {
  because: string | null
  subject: Record<Locale, string>
  levels: unknown
  askedById: number | null
  votes: Vote[]
}
type Query = {
  brandId?: number | undefined
  conversationId?: number | undefined
  which: 'mine' | 'asked' | 'waiting' | 'decided'
  limit: number
  cursor?: string | undefined
}
type Reader = Pick<Caller, 'staffId' | 'role' | 'locale'>

// Who may decide is no column, since people come and go: what waits is looked through. More never waits at once.
const mostWaiting = 500

/** Approvals: those that wait longest first, those that are decided newest first. */
export async function listApprovals(
  tx: Tx,
  reader: Reader,
  query: Query,
): Promise<{ items: Shown[]; nextCursor: string | null }> {
  if (query.which === 'mine') {
    const waiting = await page(tx, reader, { ...query, which: 'waiting', limit: mostWaiting })
    const mine = waiting.items.filter((one) =>
      one.approvers.some(({ staff, hasSaid }) => staff.id === reader.staffId && !hasSaid),
    )
    return { items: mine, nextCursor: null }
  }
  return page(tx, reader, query)
}

async function page(tx: Tx, reader: Reader, query: Query) {
  const after = fromCursor(query.cursor, 1)?.[0]
  const isWaiting = query.which === 'waiting'
  const about = {
    mine: sql``,
    waiting: sql`and a.state = 'waiting'`,
    asked: sql`and a.asked_by_id = ${reader.staffId}`,
    decided: sql`and a.state <> 'waiting'`,
  }[query.which]
  const seek =
    after === undefined
      ? sql``
      : isWaiting
        ? sql`and a.id > ${after}::bigint`
        : sql`and a.id < ${after}::bigint`
  const within =
    query.conversationId === undefined ? sql`` : sql`and a.conversation_id = ${query.conversationId}`
  const [order, limit] = [isWaiting ? sql`a.id` : sql`a.id desc`, query.limit + 1]
  const where = sql`true ${about} ${within} ${seek}`
  const first = { brands: brandsOf(tx, query), table: 'approvals', as: 'a', where, order, limit }
  const rows = await select(tx, sql`true order by ${order} limit ${limit}`, firstInEachBrand(first))
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return { items: await dressed(tx, reader, shown), nextCursor: last ? toCursor([last.id]) : null }
}

/** The door to one approval: what stands outside the caller's brands is not there. */
export async function approvalPage(tx: Tx, reader: Reader, id: number): Promise<Shown> {
  const rows = await select(tx, sql`a.brand_id = any (${[...tx.inBrands]}::bigint[]) and a.id = ${id}`)
  const [found] = await dressed(tx, reader, rows)
  if (!found) throw notFound('approval')
  return found
}

async function dressed(tx: Tx, reader: Reader, rows: readonly Row[]): Promise<Shown[]> {
  const workplaces = new Map<number, Workplace>()
  for (const brandId of new Set(rows.map((row) => row.brandId)))
    workplaces.set(brandId, await workplaceOf(tx, brandId))
  return rows.flatMap((row) => {
    const workplace = workplaces.get(row.brandId)
    return workplace ? [dress(workplace, reader, row)] : []
  })
}

function dress(workplace: Workplace, reader: Reader, { askedById, ...row }: Row): Shown {
  const levels = readLevels(row.levels)
  const isWaiting = row.state === 'waiting'
  const now = isWaiting ? standing(workplace, levels, row.level, askedById) : { level: row.level, asked: [] }
  const said = new Set(row.votes.filter((one) => one.level === now.level).map((one) => one.staff.id))
  const person = (id: number) => ({ id, name: workplace.people.get(id)?.name ?? '' })
  const approvers = now.asked.map(({ staffId, askedId }) => ({
    staff: person(staffId),
    for: askedId === staffId ? null : person(askedId),
    hasSaid: said.has(askedId),
  }))
  const mine = approvers.filter(({ staff }) => staff.id === reader.staffId)
  const isAdmin = reader.role === 'admin' && askedById !== reader.staffId && mine.length === 0
  return {
    ...row,
    level: now.level,
    levels: levels.map(({ name, needs }) => ({ name, needs })),
    subject: row.subject[reader.locale],
    because: takenBackWords(row.because, reader.locale),
    approvers,
    mayDecide: isWaiting && (isAdmin || mine.some(({ hasSaid }) => !hasSaid)),
  }
}

const person = (name: string) => sql`case when ${sql.ref(`${name}.id`)} is not null then
  jsonb_build_object('id', ${sql.ref(`${name}.id`)}, 'name', ${sql.ref(`${name}.name`)}) end`

async function select(tx: Tx, where: RawBuilder<unknown>, from = sql`approvals a`): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.brand_id as "brandId", jsonb_build_object('id', c.id, 'subject', c.subject) as conversation,
      jsonb_build_object('id', customer.id, 'name', customer.name) as customer,
      jsonb_build_object('kind', a.for_kind, 'id', a.for_id) as "for", a.subject, a.why, ${person('asker')} as "askedBy",
      a.asked_by_id as "askedById", a.asked_at as "askedAt", a.state, a.level, a.levels, a.due_at as "dueAt",
      a.state = 'waiting' and a.overdue_at is not null as "isOverdue",
      (select coalesce(jsonb_agg(jsonb_build_object('level', v.level, 'staff', ${person('voter')}, 'saidBy', ${person('speaker')},
          'isYes', v.is_yes, 'comment', v.comment, 'at', to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by v.at), '[]')
        from approval_votes v join staff voter on voter.id = v.staff_id join staff speaker on speaker.id = v.said_by_id
        where v.brand_id = a.brand_id and v.approval_id = a.id) as votes,
      a.decided_at as "decidedAt", ${person('decider')} as "decidedBy", a.comment, a.because
    from ${from}
    join conversations c on (c.brand_id, c.id) = (a.brand_id, a.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    left join staff asker on asker.id = a.asked_by_id
    left join staff decider on decider.id = a.decided_by_id
    where ${where}`.execute(tx)
  return rows
}
