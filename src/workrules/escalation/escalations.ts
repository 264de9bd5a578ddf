import { type RawBuilder, sql } from 'kysely'
import { brandsOf } from '#conversations/conditions.ts'
import { type Calendars, calendarsOf } from '#people/calendars/calendar-of.ts'
import { openMinutes } from '#platform/calendar/due.ts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { type Escalation, type EscalationPage, handOverCard } from './contract.ts'
import { mayDo } from './door.ts'
import { levelsOf, levelsWith, peopleOf } from './levels.ts'

type Shown = Sendable<Escalation>
type Row = Omit<Shown, 'wait' | 'state'> & {
  state: Escalation['state']
  waitsSince: Date | null
  teamId: number | null
  channel: string
  holderId: number | null
}
type Query = {
  brandId?: number | undefined
  state: 'open' | 'waiting' | 'accepted' | 'ended'
  levelId?: number | undefined
  mine?: 'me' | undefined
  conversationId?: number | undefined
  limit: number
  cursor?: string | undefined
}

/** Escalations: open ones, those asked longest ago first; ended ones, latest first. */
export async function listEscalations(tx: Tx, staffId: number, query: Query) {
  const isEnded = query.state === 'ended'
  const after = fromCursor(query.cursor, 2)
  const seek = after
    ? isEnded
      ? sql`and (e.ended_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`
      : sql`and (e.asked_at, e.id) > (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const where = sql`${states[query.state]}
    ${query.levelId === undefined ? sql`` : sql`and e.level_id = ${query.levelId}`}
    ${query.conversationId === undefined ? sql`` : sql`and e.conversation_id = ${query.conversationId}`}
    ${query.mine === undefined ? sql`` : await mineAlone(tx, staffId, query)} ${seek}`
  const [order, limit] = [isEnded ? sql`e.ended_at desc, e.id desc` : sql`e.asked_at, e.id`, query.limit + 1]
  const first = { brands: brandsOf(tx, query), table: 'escalations', as: 'e', where, order, limit }
  const rows = await select(tx, sql`true order by ${order} limit ${limit}`, firstInEachBrand(first))
  const items = await withWaits(tx, rows.slice(0, query.limit))
  const last = rows.length > query.limit ? items.at(-1) : undefined
  const place = last && (isEnded ? last.endedAt : last.askedAt)
  return { items, nextCursor: last && place ? toCursor([new Date(place).toISOString(), last.id]) : null }
}

const states = {
  open: sql`e.ended_at is null`,
  waiting: sql`e.ended_at is null and e.state = 'waiting'`,
  accepted: sql`e.ended_at is null and e.state = 'accepted'`,
  ended: sql`e.ended_at is not null`,
}

async function mineAlone(tx: Tx, staffId: number, query: Query): Promise<RawBuilder<unknown>> {
  const own: number[] = []
  for (const brandId of brandsOf(tx, query)) own.push(...(await levelsWith(tx, brandId, staffId)))
  return sql`and (e.holder_id = ${staffId} or (e.state = 'waiting' and (e.level_id = any (${own}::bigint[])
    or (e.deputy_asked_at is not null and e.level_id in (
      select id from escalation_levels where brand_id = e.brand_id and deputy_id = ${staffId})))))`
}

/** One with its card, every version of it, who is asked, and what the caller may do. */
export async function escalationPage(tx: Tx, caller: Caller, id: number): Promise<Sendable<EscalationPage>> {
  const [row] = await select(tx, sql`e.brand_id = any (${[...tx.inBrands]}::bigint[]) and e.id = ${id}`)
  if (!row) throw notFound('escalation')
  const [shown] = await withWaits(tx, [row])
  if (!shown) throw notFound('escalation')
  const { rows: versions } = await sql<EscalationPage['versions'][number]>`
    select c.version, c.written_at as "writtenAt", ${person('writer')} as "writtenBy", c.card, ${levelNamed} as level
    from escalation_cards c join escalation_levels level on (level.brand_id, level.id) = (c.brand_id, c.level_id)
    left join staff writer on writer.id = c.written_by_id
    where c.brand_id = ${row.brandId} and c.escalation_id = ${id} order by c.version desc`.execute(tx)
  // Written by card.ts, which has made it by the same shape.
  const read = versions.map((one) => ({ ...one, card: handOverCard.parse(one.card) }))
  const [newest] = read
  if (!newest) throw new Error(`Escalation ${id} has no card`)
  const levels = await levelsOf(tx, row.brandId)
  const state = {
    brand_id: row.brandId,
    level_id: row.level.id,
    holder_id: row.holderId,
    state: row.state,
    ended_at: row.endedAt === null ? null : new Date(row.endedAt),
  }
  return {
    ...shown,
    card: newest.card,
    versions: read,
    asked: row.state === 'waiting' ? await peopleOf(tx, row.brandId, row.level.id) : [],
    may: await mayDo(tx, caller, state, levels),
  }
}

/** How long somebody waits, on the wall and within the hours of those who answer them. */
export function waitOf(calendars: Calendars, whose: { teamId: number | null; channel: string }, since: Date) {
  const at = now()
  return {
    since,
    minutes: Math.max(0, Math.floor((at.getTime() - since.getTime()) / 60_000)),
    openMinutes: Math.floor(openMinutes(calendars.of(whose), since.getTime(), at.getTime())),
  }
}

async function withWaits(tx: Tx, rows: readonly Row[]): Promise<Shown[]> {
  const calendars = new Map<number, Calendars>()
  for (const { brandId } of rows)
    if (!calendars.has(brandId)) calendars.set(brandId, await calendarsOf(tx, brandId))
  return rows.map(({ waitsSince, teamId, channel, holderId: _, ...row }) => {
    const of = calendars.get(row.brandId)
    const isWaiting = waitsSince !== null && row.endedAt === null
    return { ...row, wait: of && isWaiting ? waitOf(of, { teamId, channel }, waitsSince) : null }
  })
}

const person = (name: string) => sql`case when ${sql.ref(`${name}.id`)} is not null then
  jsonb_build_object('id', ${sql.ref(`${name}.id`)}, 'name', ${sql.ref(`${name}.name`)}) end`
const levelNamed = sql`jsonb_build_object('id', level.id, 'nameJa', level.name_ja, 'nameEn', level.name_en,
  'position', level.position)`

async function select(tx: Tx, where: RawBuilder<unknown>, from = sql`escalations e`): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, e.brand_id as "brandId", jsonb_build_object('id', c.id, 'subject', c.subject) as conversation,
      jsonb_build_object('id', customer.id, 'name', customer.name) as customer, e.state, ${levelNamed} as level,
      case when reason.id is not null then jsonb_build_object('id', reason.id, 'nameJa', reason.name_ja,
        'nameEn', reason.name_en) end as reason,
      card.card->>'words' as words, e.temperature, e.asked_at as "askedAt", e.accept_by as "acceptBy",
      e.late_at is not null as "isLate",
      case when e.deputy_asked_at is not null then ${person('deputy')} end as deputy,
      ${person('holder')} as holder, e.holder_id as "holderId", ${person('raiser')} as "raisedBy",
      e.raised_at as "raisedAt", e.told_by as "toldBy", e.not_told_because as "notToldBecause",
      e.ended_at as "endedAt", e.outcome, c.waiting_since as "waitsSince", c.team_id as "teamId", c.channel
    from ${from}
    join conversations c on (c.brand_id, c.id) = (e.brand_id, e.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    join escalation_levels level on (level.brand_id, level.id) = (e.brand_id, e.level_id)
    join escalation_cards card on (card.brand_id, card.escalation_id, card.version) = (e.brand_id, e.id, e.card_version)
    left join escalation_reasons reason on (reason.brand_id, reason.id) = (e.brand_id, e.reason_id)
    left join staff deputy on deputy.id = level.deputy_id
    left join staff holder on holder.id = e.holder_id
    left join staff raiser on raiser.id = e.raised_by_id
    where ${where}`.execute(tx)
  return rows
}
