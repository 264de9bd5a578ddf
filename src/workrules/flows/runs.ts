import { type RawBuilder, sql } from 'kysely'
import { brandsOf } from '#conversations/conditions.ts'
import { conversationFor } from '#conversations/door.ts'
import { type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { FlowRun } from './runs-contract.ts'
import { mayDirect } from './direct.ts'
import { type Graph, graph as graphSchema } from './graph.ts'
import { outcomesOf } from './outcomes.ts'
import { stepOf } from './run.ts'
import { standing } from './standing.ts'
import { kindName, outcomeName, stepName } from './names.ts'

type Row = Omit<
  Sendable<FlowRun>,
  | 'step'
  | 'state'
  | 'waitsFor'
  | 'text'
  | 'isLate'
  | 'outcomes'
  | 'checklist'
  | 'may'
  | 'startedBy'
  | 'history'
> & {
  stepId: string | null
  waitsFor: string | null
  state: FlowRun['state']
  because: string | null
  startedKind: 'staff' | 'rule' | 'customer' | 'flow'
  startedById: number | null
  startedName: string | null
  graph: unknown
  isLate: boolean
  history: Went[]
  ticks: { item: string; by: { id: number; name: string }; at: string }[]
}
type Went = {
  entry: number
  version: number
  step: string
  kind: string
  enteredAt: string
  leftAt: string | null
  outcome: string | null
  by: { id: number; name: string } | null
}
type Reader = Pick<Caller, 'staffId' | 'role' | 'timeZone'> & { locale: Locale }

/** The runs of flows in a conversation, newest first. */
export async function runsIn(tx: Tx, conversationId: number, reader: Reader): Promise<Sendable<FlowRun>[]> {
  const { brand_id, id } = await conversationFor(tx, conversationId, 'read')
  return read(
    tx,
    sql`r.brand_id = ${brand_id} and r.conversation_id = ${id} order by r.id desc limit 30`,
    reader,
  )
}

/** One run. */
export async function runFor(tx: Tx, id: number, reader: Reader): Promise<Sendable<FlowRun>> {
  const which = sql`r.brand_id = any (${[...tx.inBrands]}::bigint[]) and r.id = ${id}`
  const [run] = await read(tx, which, reader)
  if (!run) throw notFound('flow run')
  return run
}

type Query = {
  brandId?: number | undefined
  flowId?: number | undefined
  state: 'stuck' | 'under_way' | 'over'
  limit: number
  cursor?: string | undefined
}

// Jobs come a moment after their time; nobody calls that late.
const graceMinutes = 10
const longDays = 7

const isLate = () => {
  const at = now().getTime()
  return sql`coalesce(r.state = 'running' and r.started_at < ${new Date(at - graceMinutes * 60_000)}
    or r.state = 'waiting' and (r.due_at < ${new Date(at - graceMinutes * 60_000)}
      or r.due_at is null and r.waits_since < ${new Date(at - longDays * 86_400_000)}), false)`
}

/** Runs of the reader's brands, for the board. */
export async function listRuns(tx: Tx, query: Query, reader: Reader) {
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const states = {
    stuck: sql`r.state in ('running', 'waiting', 'stuck') and (r.state = 'stuck' or ${isLate()})`,
    under_way: sql`r.state in ('running', 'waiting', 'stuck')`,
    over: sql`r.state in ('ended', 'stopped')`,
  }
  const flow = query.flowId === undefined ? sql`true` : sql`r.flow_id = ${query.flowId}`
  const [order, limit] = [sql`r.id desc`, query.limit + 1]
  const where = sql`${states[query.state]} and ${flow} and r.id < ${before}::bigint`
  const newest = { brands: brandsOf(tx, query), table: 'flow_runs', as: 'r', where, order, limit }
  const found = await read(tx, sql`true order by ${order} limit ${limit}`, reader, firstInEachBrand(newest))
  const items = found.slice(0, query.limit)
  const last = found.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

async function read(
  tx: Tx,
  which: RawBuilder<unknown>,
  reader: Reader,
  from = sql`flow_runs r`,
): Promise<Sendable<FlowRun>[]> {
  const { rows } = await sql<Row>`
    select r.id, r.brand_id as "brandId", jsonb_build_object('id', f.id, 'name', f.name) as flow, r.version,
      f.published_version is distinct from r.version as "isOld",
      jsonb_build_object('id', c.id, 'subject', c.subject, 'customer', customers.name) as conversation,
      case when who.id is not null then jsonb_build_object('id', who.id, 'name', who.name) end as assignee,
      r.state, r.step as "stepId", r.waits_for as "waitsFor", r.because, r.entry, r.started_by as "startedKind",
      r.started_by_id as "startedById", r.started_at as "startedAt", r.waits_since as "waitsSince", r.remind_at as "remindAt",
      r.due_at as "dueAt", r.ended_at as "endedAt", v.graph, ${isLate()} as "isLate",
      case r.started_by when 'staff' then (select name from staff where id = r.started_by_id)
        when 'rule' then (select name from rules where brand_id = r.brand_id and id = r.started_by_id)
        when 'flow' then (select name from flows where brand_id = r.brand_id and id = r.started_by_id)
        else customers.name end as "startedName",
      coalesce((select jsonb_agg(jsonb_build_object('entry', s.entry, 'version', s.version, 'step', s.step, 'kind', s.kind,
          'enteredAt', s.entered_at, 'leftAt', s.left_at, 'outcome', s.outcome,
          'by', case when staff.id is not null then jsonb_build_object('id', staff.id, 'name', staff.name) end) order by s.entry)
        from flow_run_steps s left join staff on staff.id = s.by_id
        where s.brand_id = r.brand_id and s.run_id = r.id), '[]') as history,
      coalesce((select jsonb_agg(jsonb_build_object('item', t.item, 'at', t.ticked_at,
          'by', jsonb_build_object('id', staff.id, 'name', staff.name)))
        from flow_ticks t join staff on staff.id = t.ticked_by
        where t.brand_id = r.brand_id and t.run_id = r.id and t.entry = r.entry), '[]') as ticks
    from ${from}
      join flows f on (f.brand_id, f.id) = (r.brand_id, r.flow_id)
      join flow_versions v on (v.brand_id, v.flow_id, v.version) = (r.brand_id, r.flow_id, r.version)
      join conversations c on (c.brand_id, c.id) = (r.brand_id, r.conversation_id)
      join customers on (customers.brand_id, customers.id) = (c.brand_id, c.customer_id)
      left join staff who on who.id = c.assignee_id
    where ${which}`.execute(tx)
  return rows.map((row) => toRun(row, reader))
}

function toRun({ graph, stepId, because, ticks, ...row }: Row, reader: Reader): Sendable<FlowRun> {
  const { locale } = reader
  const { startedKind, startedById, startedName, history, ...shown } = row
  const known = graphSchema.safeParse(graph).data ?? { start: '', steps: [] }
  const step = stepOf(known, stepId)
  const isOver = row.state === 'ended' || row.state === 'stopped'
  // As direct.ts has it, which asks more closely.
  const mayApprove =
    hasRole(reader, 'supervisor') && !(startedKind === 'staff' && startedById === reader.staffId)
  return {
    ...shown,
    step: step ? { id: step.id, name: stepName(step, locale), kind: step.kind } : null,
    text: standing({ ...shown, because, step }, reader),
    startedBy: { kind: startedKind, name: startedName ?? '' },
    outcomes:
      step && !isOver
        ? outcomesOf(step)
            .filter(({ key }) => key !== 'approved' || mayApprove)
            .map(({ key }) => ({ key, name: outcomeName(step, key, locale) }))
        : [],
    checklist: row.waitsFor === 'checklist' && step?.kind === 'checklist' ? ticked(step.items, ticks) : null,
    history: history.map((one) => wentWords(one, row.version, known, locale)),
    may: {
      direct: !isOver && mayDirect(reader, { startedBy: startedKind, startedById }, row.assignee?.id ?? null),
      tick: row.waitsFor === 'checklist' && hasRole(reader, 'agent'),
      move: !isOver && hasRole(reader, 'supervisor'),
    },
  }
}

const ticked = (items: readonly { key: string; text: { en: string; ja: string } }[], ticks: Row['ticks']) =>
  items.map((item) => {
    const done = ticks.find((one) => one.item === item.key)
    return { ...item, tickedBy: done?.by ?? null, tickedAt: done ? new Date(done.at) : null }
  })

/** A step of another version is called by its kind: what it was called there is not looked up. */
function wentWords(went: Went, version: number, graph: Graph, locale: Locale) {
  const step = went.version === version ? stepOf(graph, went.step) : undefined
  const { entry, kind, by } = went
  return {
    ...{ entry, kind, by },
    enteredAt: new Date(went.enteredAt),
    leftAt: went.leftAt === null ? null : new Date(went.leftAt),
    name: step ? stepName(step, locale) : kindName(kind, locale),
    outcome: went.outcome === null ? null : outcomeName(step, went.outcome, locale),
  }
}
