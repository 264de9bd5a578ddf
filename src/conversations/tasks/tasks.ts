import { type RawBuilder, sql } from 'kysely'
import { type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { explainFailure } from '../explain-failure.ts'
import { takenBackWords } from '../flow-sentences.ts'
import type { Task, TaskMessage, TaskPage } from './contract.ts'
import { standBeside, taskFor } from './door.ts'

type Row = Sendable<Task>
type Found = Omit<Row, 'because'> & { because: string | null }
type Query = {
  brandId?: number | undefined
  of: 'mine' | 'team' | 'asked' | 'all'
  state: 'open' | 'answered' | 'under_way' | 'overdue' | 'ended' | 'any'
  conversationId?: number | undefined
  limit: number
  cursor?: string | undefined
}

/** Tasks: those under way by the time they are due, undated ones last; ended ones latest first. */
export async function listTasks(
  tx: Tx,
  caller: Caller,
  query: Query,
): Promise<{ items: Row[]; nextCursor: string | null }> {
  await standBeside(tx, caller.staffId)
  const isEnded = query.state === 'ended'
  const order = isEnded ? sql`t.ended_at` : sql`coalesce(t.due_at, 'infinity')`
  const after = fromCursor(query.cursor, 2)
  const seek = after
    ? sql`and (${order}, t.id) ${isEnded ? sql`<` : sql`>`} (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const where = sql`${mayBeSeen(caller)} and ${whose[query.of](caller)} and ${states[query.state]()}
    ${query.brandId === undefined ? sql`` : sql`and t.brand_id = ${query.brandId}`}
    ${query.conversationId === undefined ? sql`` : sql`and t.conversation_id = ${query.conversationId}`} ${seek}`
  const [all, limit] = [isEnded ? sql`t.ended_at desc, t.id desc` : sql`${order}, t.id`, query.limit + 1]
  const first = { brands: tx.inBrands, table: 'tasks', as: 't', where, order: all, limit }
  const rows = await select(tx, caller, sql`true order by ${all} limit ${limit}`, firstInEachBrand(first))
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  const place = last && (isEnded ? last.endedAt : last.dueAt)
  return {
    items,
    nextCursor: last ? toCursor([place ? new Date(place).toISOString() : 'infinity', last.id]) : null,
  }
}

/** One task with all that was said in it. */
export async function taskPage(
  tx: Tx,
  caller: Caller,
  locale: Locale,
  id: number,
): Promise<Sendable<TaskPage>> {
  const task = await taskFor(tx, caller, id, 'read')
  const [found] = await select(tx, caller, sql`t.brand_id = ${task.brand_id} and t.id = ${id}`)
  if (!found) throw notFound('task')
  return { ...found, messages: await messagesOf(tx, task, locale) }
}

/** How many wait for somebody, counted no further than a screen shows. */
export async function countTasks(
  tx: Tx,
  caller: Caller,
): Promise<{ mine: number; team: number; answered: number }> {
  await standBeside(tx, caller.staffId)
  const count = (where: RawBuilder<unknown>) =>
    sql`(select count(*)::int from (select from tasks t where ${mayBeSeen(caller)} and ${where} limit 100) found)`
  const { rows } = await sql<{ mine: number; team: number; answered: number }>`
    select ${count(sql`t.state = 'open' and t.owner_id = ${caller.staffId} and t.expert_address is null`)} as mine,
      ${count(sql`t.state = 'open' and t.owner_id is null and ${whose.team(caller)}`)} as team,
      ${count(sql`t.state = 'answered' and t.asked_by_id = ${caller.staffId}`)} as answered`.execute(tx)
  return rows[0] ?? { mine: 0, team: 0, answered: 0 }
}

const teamsOf = ({ staffId }: Caller) =>
  sql`t.team_id in (select team_id from team_members where staff_id = ${staffId})`

/** The wall once more, since whoever was asked from outside stands beside it. */
const mayBeSeen = (caller: Caller) =>
  sql`(t.brand_id = any (${[...caller.brands]}::bigint[]) or t.owner_id = ${caller.staffId} or ${teamsOf(caller)})`

const whose = {
  mine: ({ staffId }: Caller) => sql`t.owner_id = ${staffId}`,
  team: teamsOf,
  asked: ({ staffId }: Caller) => sql`t.asked_by_id = ${staffId}`,
  all: () => sql`true`,
}

const states = {
  open: () => sql`t.state = 'open'`,
  answered: () => sql`t.state = 'answered'`,
  under_way: () => sql`t.state in ('open', 'answered')`,
  overdue: () => sql`t.state = 'open' and t.due_at < ${now()}`,
  ended: () => sql`t.ended_at is not null`,
  any: () => sql`true`,
}

const person = (name: string) => sql`case when ${sql.ref(`${name}.id`)} is not null then
  jsonb_build_object('id', ${sql.ref(`${name}.id`)}, 'name', ${sql.ref(`${name}.name`)}) end`

async function select(
  tx: Tx,
  caller: Caller,
  where: RawBuilder<unknown>,
  from = sql`tasks t`,
): Promise<Row[]> {
  const isInside = sql`t.brand_id = any (${[...caller.brands]}::bigint[])`
  const writes = sql`${hasRole(caller, 'agent')}::boolean and t.state in ('open', 'answered')`
  const wasAsked = sql`coalesce(t.owner_id = ${caller.staffId} or ${teamsOf(caller)}, false)`
  const { rows } = await sql<Found>`
    select t.id, t.brand_id as "brandId", b.name as "brandName",
      case when ${isInside} then jsonb_build_object('id', c.id, 'subject', c.subject, 'customerName', customer.name) end as conversation,
      t.title, ${person('team')} as team, ${person('owner')} as owner,
      case when t.expert_address is not null then jsonb_build_object('name', t.expert_name, 'address', t.expert_address) end as expert,
      ${person('asker')} as "askedBy", t.asked_at as "askedAt", t.due_at as "dueAt",
      t.state = 'open' and coalesce(t.due_at < ${now()}, false) as "isOverdue", t.state, t.answered_at as "answeredAt",
      t.ended_at as "endedAt", ${person('ender')} as "endedBy", t.because, newest.last,
      exists (select from task_messages where brand_id = t.brand_id and task_id = t.id
        and delivery_state in ('failed', 'unknown')) as "hasFailed",
      exists (select from task_messages where brand_id = t.brand_id and task_id = t.id
        and is_doubted and accepted_at is null) as "hasDoubted",
      jsonb_build_object('manage', ${isInside} and ${writes}, 'answer', ${writes} and (${isInside} or ${wasAsked}),
        'take', ${writes} and ${wasAsked} and t.expert_address is null and t.owner_id is distinct from ${caller.staffId},
        'accept', ${isInside} and ${hasRole(caller, 'agent')}::boolean) as may
    from ${from}
    join brands b on b.id = t.brand_id
    join conversations c on (c.brand_id, c.id) = (t.brand_id, t.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    left join teams team on team.id = t.team_id
    left join staff owner on owner.id = t.owner_id
    left join staff asker on asker.id = t.asked_by_id
    left join staff ender on ender.id = t.ended_by_id
    left join lateral (
      select jsonb_build_object('text', left(text, 300), 'authorName', author_name, 'isAnswer', direction = 'in',
        'at', created_at) as last
      from task_messages where brand_id = t.brand_id and task_id = t.id and kind = 'message' order by id desc limit 1
    ) newest on true
    where ${where}`.execute(tx)
  return rows.map((row) => ({
    ...row,
    because: takenBackWords(row.because, caller.locale),
    last: row.last && { ...row.last, at: new Date(row.last.at) },
  }))
}

type Stored = Omit<Sendable<TaskMessage>, 'deliveryState'> & {
  deliveryState: TaskMessage['deliveryState']
  reason: string | null
}

async function messagesOf(
  tx: Tx,
  task: { brand_id: number; id: number },
  locale: Locale,
): Promise<Sendable<TaskMessage>[]> {
  const { rows } = await sql<Stored>`
    select m.id, m.direction = 'in' as "isAnswer", m.kind, m.author_name as "authorName", m.from_address as "fromAddress", m.text,
      m.is_doubted as "isDoubted", ${person('acceptor')} as "acceptedBy",
      m.folded, m.delivery_state as "deliveryState", m.delivery_reason as reason, m.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type, 'size', size,
          'url', '/api/task-files/' || id || '/content') order by id)
        from task_files where brand_id = m.brand_id and message_id = m.id), '[]') as files
    from task_messages m left join staff acceptor on acceptor.id = m.accepted_by_id
    where m.brand_id = ${task.brand_id} and m.task_id = ${task.id} order by m.id`.execute(tx)
  return rows.map(({ reason, ...row }) => ({ ...row, failure: wordsFor(reason, row.deliveryState, locale) }))
}

function wordsFor(reason: string | null, state: TaskMessage['deliveryState'], locale: Locale): string | null {
  if (reason === null || (state !== 'failed' && state !== 'unknown')) return null
  const { why, next } = explainFailure(reason, true, locale)
  return [why, next].filter(Boolean).join(locale === 'ja' ? '' : ' ')
}
