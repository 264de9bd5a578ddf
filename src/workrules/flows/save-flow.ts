import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { Flows } from '#database/tables.ts'
import { asJson } from '#platform/as-json.ts'
import { audit } from '#people/audit.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import type { changeFlow as changing, createFlow as creation } from './contract.ts'
import { stop } from './finish.ts'
import { type Graph, graph as graphSchema } from './graph.ts'
import { problemsOf } from './problems.ts'
import { readyFlow } from './ready/list.ts'
import { lockedRun } from './run.ts'

type Wish = z.output<(typeof creation)['body']>
type Change = z.output<(typeof changing)['body']>
type Flow = Selectable<Flows>

const empty: Graph = {
  start: 'end',
  steps: [{ id: 'end', kind: 'end', name: '', next: {} }],
}

/** Makes a flow that is not published yet. Returns its id. */
export async function createFlow(tx: Tx, caller: Caller, wish: Wish): Promise<number> {
  const { brandId } = wish
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const from = await beginning(tx, caller, wish)
  const name = wish.name ?? from.name
  const { id } = await tx
    .insertInto('flows')
    .values({
      brand_id: brandId,
      name,
      draft: asJson(from.graph),
      created_by: caller.staffId,
      changed_by: caller.staffId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(tx, caller, 'flow.created', { brand_id: brandId, id, name })
  return id
}

async function beginning(
  tx: Tx,
  { locale }: Caller,
  { from }: Wish,
): Promise<{ name: string; graph: Graph }> {
  if (from === undefined) return { name: m.flows_new_name({}, { locale }), graph: empty }
  if ('graph' in from) return { name: m.flows_new_name({}, { locale }), graph: from.graph }
  if ('copyOf' in from) {
    const { name, draft } = await flowFor(tx, from.copyOf)
    return { name: m.flows_copy_of({ name }, { locale }).slice(0, 100), graph: graphSchema.parse(draft) }
  }
  const ready = readyFlow(from.ready, locale)
  if (!ready) throw invalid('from.ready', 'ready_unknown', (to) => m.flows_ready_unknown({}, { locale: to }))
  return ready
}

/** Changes the flow and its draft; what is published stays as it is. */
export async function changeFlow(tx: Tx, caller: Caller, id: number, wish: Change): Promise<void> {
  const flow = await lockedFlow(tx, id, wish.revision)
  const { name = flow.name, draft, startsByHand, topicId } = wish
  if (topicId) await refuseTopic(tx, flow, topicId)
  const written = draft ?? graphSchema.parse(flow.draft)
  await sql`
    update flows set name = ${name}, draft = ${asJson(written)}::jsonb,
      starts_by_hand = ${startsByHand ?? flow.starts_by_hand},
      starts_by_topic = ${topicId === undefined ? flow.starts_by_topic : topicId},
      revision = revision + 1, changed_at = ${now()}, changed_by = ${caller.staffId}
    where brand_id = ${flow.brand_id} and id = ${id}`.execute(tx)
  await tell(tx, caller, 'flow.changed', { ...flow, name })
}

/** Publishes the draft as the next version; a draft that could not work is refused with all that is wrong. */
export async function publishFlow(tx: Tx, caller: Caller, id: number, revision: number): Promise<void> {
  const flow = await lockedFlow(tx, id, revision)
  const draft = graphSchema.parse(flow.draft)
  const problems = await problemsOf(tx, flow.brand_id, draft, caller.locale)
  if (problems.length > 0)
    throw new Refusal(
      422,
      'flow_unfit',
      (locale) => m.flows_unfit({ count: problems.length, first: problems[0]?.text ?? '' }, { locale }),
      { field: 'draft', more: { problems } },
    )
  const { rows } = await sql<{ version: number }>`
    insert into flow_versions (brand_id, flow_id, version, name, graph, published_at, published_by)
    select ${flow.brand_id}, ${id}, coalesce(max(version), 0) + 1, ${flow.name}, ${asJson(draft)}::jsonb, ${now()}, ${caller.staffId}::bigint
    from flow_versions where brand_id = ${flow.brand_id} and flow_id = ${id} returning version`.execute(tx)
  const version = rows[0]?.version ?? 1
  await sql`update flows set published_version = ${version}, draft = ${asJson(draft)}::jsonb, revision = revision + 1
    where brand_id = ${flow.brand_id} and id = ${id}`.execute(tx)
  await tell(tx, caller, 'flow.published', flow, { version })
  await audited(tx, caller, 'flow.published', flow, { version })
}

/** Lets no new runs begin. */
export async function withdrawFlow(tx: Tx, caller: Caller, id: number): Promise<void> {
  const flow = await lockedFlow(tx, id)
  if (flow.published_version === null) return
  await sql`update flows set published_version = null, revision = revision + 1
    where brand_id = ${flow.brand_id} and id = ${id}`.execute(tx)
  await tell(tx, caller, 'flow.withdrawn', flow)
  await audited(tx, caller, 'flow.withdrawn', flow)
}

/** Takes a flow away; its row stays for the histories that name it, and what is under way is stopped and says so. */
export async function deleteFlow(tx: Tx, caller: Caller, id: number): Promise<void> {
  const flow = await flowFor(tx, id)
  const runs = await tx
    .selectFrom('flow_runs')
    .select('id')
    .where('brand_id', '=', flow.brand_id)
    .where('flow_id', '=', id)
    .where('ended_at', 'is', null)
    .orderBy('conversation_id')
    .execute()
  for (const one of runs) {
    const { run } = await lockedRun(tx, one.id)
    if (run.state !== 'ended' && run.state !== 'stopped') await stop(tx, run, 'flow_deleted', actorOf(caller))
  }
  await sql`update flows set deleted_at = ${now()}, published_version = null, starts_by_topic = null
    where brand_id = ${flow.brand_id} and id = ${id}`.execute(tx)
  await tell(tx, caller, 'flow.deleted', flow)
  await audited(tx, caller, 'flow.deleted', flow)
}

const byId = (tx: Tx, id: number) =>
  tx
    .selectFrom('flows')
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)

async function flowFor(tx: Tx, id: number): Promise<Flow> {
  const flow = await byId(tx, id).executeTakeFirst()
  if (!flow) throw notFound('flow')
  return flow
}

async function lockedFlow(tx: Tx, id: number, revision?: number): Promise<Flow> {
  const flow = await byId(tx, id).forUpdate().executeTakeFirst()
  if (!flow) throw notFound('flow')
  if (revision !== undefined && revision !== flow.revision)
    throw new Refusal(409, 'flow_changed', (locale) => m.flows_changed_meanwhile({}, { locale }), {
      more: { revision: flow.revision },
    })
  return flow
}

async function refuseTopic(tx: Tx, flow: Flow, topicId: number): Promise<void> {
  const { rows } = await sql<{ isTaken: boolean }>`
    select exists (select from flows where brand_id = ${flow.brand_id} and starts_by_topic = ${topicId} and id <> ${flow.id}
      and deleted_at is null) as "isTaken"
    from article_categories where brand_id = ${flow.brand_id} and id = ${topicId}`.execute(tx)
  if (rows[0]?.isTaken === false) return
  const say = rows[0] ? m.flows_topic_taken : m.flows_topic_unknown
  throw invalid('topicId', rows[0] ? 'topic_taken' : 'topic_unknown', (locale) => say({}, { locale }))
}

function tell(
  tx: Tx,
  caller: Caller,
  type: string,
  flow: { brand_id: number; id: number; name: string },
  more: Record<string, unknown> = {},
) {
  const data = { flowId: flow.id, flowName: flow.name, ...more }
  return record(tx, { type, brandId: flow.brand_id, actor: actorOf(caller), data })
}

/** Whoever says what the desk does by itself stands in the audit log with it. */
function audited(
  tx: Tx,
  { staffId: actorId }: Caller,
  type: string,
  { brand_id: brandId, id: flowId, name }: { brand_id: number; id: number; name: string },
  more: Record<string, unknown> = {},
) {
  return audit(tx, { type, actorId, data: { brandId, flowId, name, ...more } })
}
