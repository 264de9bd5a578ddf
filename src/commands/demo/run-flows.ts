import { sql } from 'kysely'
import { type SampleRun, sampleFlows, sampleRuns } from '#database/sample/flows.ts'
import { usTeam } from '#database/sample/working-hours.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Caller } from '#platform/caller.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { beginFlow } from '#workrules/flows/begin.ts'
import { skipStep } from '#workrules/flows/direct.ts'
import { type Graph, graph } from '#workrules/flows/graph.ts'
import { readyFlow } from '#workrules/flows/ready/list.ts'
import { lockedRun } from '#workrules/flows/run.ts'
import { changeFlow, createFlow, publishFlow } from '#workrules/flows/save-flow.ts'
import { tick } from '#workrules/flows/tick.ts'
import { setTimer } from '#workrules/flows/timer.ts'
import { goTo } from '#workrules/flows/walk.ts'
import type { Desk } from '../../desk.ts'
import type { Shop } from './furnish.ts'

const hour = 3_600_000

/** Publishes the sample's flows and lets some stand in the middle, one of them stuck since its team was given up. */
export async function runFlows(desk: Desk, shop: Shop): Promise<void> {
  const lead = shop.people.find((one) => one.role === 'supervisor')
  if (!lead) throw new Error('The sample has no supervisor')
  const within = <T>(work: (tx: Tx) => Promise<T>) => inBrands(desk.db, [shop.brandId], work)
  const former = await within((tx) => teamOf(tx, formerTeam))
  const flows = await within((tx) => publish(tx, shop, lead, former))
  const taken: number[] = []
  const stuckFirst = sampleRuns.toSorted(
    (one, other) => Number(other.isStuck ?? 0) - Number(one.isStuck ?? 0),
  )
  for (const one of stuckFirst) {
    if (!one.isStuck && flows.isFormer) await within((tx) => publishAnew(tx, lead, flows))
    const flowId = flows.ids.get(one.flow)
    const conversationId = await within((tx) => conversationOf(tx, shop.brandId, one, taken))
    if (flowId === undefined || conversationId === undefined) continue
    taken.push(conversationId)
    await within((tx) => run(tx, lead, flowId, conversationId, one, former))
  }
}

const formerTeam = '夜間対応'
type Flows = { ids: Map<string, number>; isFormer: boolean }

async function teamOf(tx: Tx, name: string): Promise<number> {
  const known = await tx.selectFrom('teams').select('id').where('name', '=', name).executeTakeFirst()
  return (
    known?.id ?? (await tx.insertInto('teams').values({ name }).returning('id').executeTakeFirstOrThrow()).id
  )
}

async function publish(tx: Tx, { brandId }: Shop, lead: Caller, teamId: number): Promise<Flows> {
  const ids = new Map<string, number>()
  for (const { ready } of sampleFlows) {
    const from = readyFlow(ready, 'ja')
    if (!from) throw new Error(`No flow ${ready} is ready`)
    const draft = withTeam(from.graph, teamId)
    const id = await createFlow(tx, lead, { brandId, name: from.name, from: { graph: draft } })
    await publishFlow(tx, lead, id, 1)
    ids.set(ready, id)
  }
  return { ids, isFormer: true }
}

/** The team that took over is another by now. */
async function publishAnew(tx: Tx, lead: Caller, flows: Flows): Promise<void> {
  const teamId = await teamOf(tx, usTeam)
  for (const [ready, id] of flows.ids) {
    const from = readyFlow(ready, 'ja')
    if (!from) continue
    await changeFlow(tx, lead, id, { revision: 2, draft: withTeam(from.graph, teamId) })
    await publishFlow(tx, lead, id, 3)
  }
  flows.isFormer = false
}

const withTeam = (of: Graph, teamId: number): Graph =>
  graph.parse({ ...of, steps: of.steps.map((one) => (one.kind === 'team' ? { ...one, teamId } : one)) })

/** One under way in the language of the run that is about it, or any in that language. */
async function conversationOf(
  tx: Tx,
  brandId: number,
  { language, about }: SampleRun,
  taken: readonly number[],
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number; said: string }>`
    select c.id, c.subject || ' ' || c.preview as said from conversations c
    where c.brand_id = ${brandId} and c.language = ${language} and c.assignee_id is not null
      and c.status = any ('{open,pending_customer}'::text[]) and c.id <> all (${[...taken]}::bigint[])
    order by c.id desc limit 60`.execute(tx)
  return (rows.find((row) => about.test(row.said)) ?? rows[0])?.id
}

async function run(
  tx: Tx,
  lead: Caller,
  flowId: number,
  conversationId: number,
  sample: SampleRun,
  former: number,
): Promise<void> {
  const conversation = await conversationFor(tx, conversationId, 'change')
  const starter = conversation.assignee_id ?? lead.staffId
  const id = await beginFlow(tx, conversation, { flowId, actor: { kind: 'staff', id: starter } })
  if (id === undefined) return
  await goTo(tx, await lockedRun(tx, id), null)
  for (const [at, outcome] of sample.outcomes.entries()) {
    if (sample.isStuck && at === sample.outcomes.length - 1)
      await tx.deleteFrom('teams').where('id', '=', former).execute()
    await skipStep(tx, lead, id, outcome)
  }
  const { run: stands } = await lockedRun(tx, id)
  for (const item of sample.ticked ?? [])
    await tick(tx, { ...lead, staffId: starter }, id, { entry: stands.entry, item, isTicked: true })
  await moveBack(tx, id, sample)
}

/** Moves what has just been done to its place in time; nobody led these runs by hand. */
async function moveBack(tx: Tx, id: number, { startedHoursAgo, outcomes }: SampleRun): Promise<void> {
  const began = Date.now() - startedHoursAgo * hour
  const apart = (startedHoursAgo * hour) / (outcomes.length + 2)
  const after = (entry: unknown) =>
    sql`to_timestamp(${began / 1_000}::float8 + (${entry}::int - 1) * ${apart / 1_000}::float8)`
  const last = sql`(select entry from flow_runs where id = ${id})`
  await sql`update flow_run_steps set entered_at = ${after(sql`entry`)}, by_id = null, detail = detail - 'skipped',
      left_at = case when left_at is not null then ${after(sql`entry + 1`)} end where run_id = ${id}`.execute(
    tx,
  )
  await sql`
    update flow_runs set started_at = ${new Date(began)}, waits_since = ${after(last)}, due_at = due_at - (now() - ${after(last)}),
      remind_at = remind_at - (now() - ${after(last)}), stuck_at = case when stuck_at is not null then ${after(last)} end
    where id = ${id}`.execute(tx)
  await sql`
    with told as (
      update events set at = ${after(sql`least(5, 1 + (select count(*) from flow_run_steps where run_id = ${id}))`)}
      where transaction = pg_current_xact_id() and type <> 'flow.started' returning message_id
    )
    update messages set created_at = ${new Date(began)} where id in (select message_id from told)`.execute(tx)
  await sql`update events set at = ${new Date(began)} where transaction = pg_current_xact_id() and type in ('flow.started', 'message.replied')`.execute(
    tx,
  )
  await sql`delete from events where transaction = pg_current_xact_id() and type = 'flow.skipped'`.execute(tx)
  await sql`update flow_ticks set ticked_at = ${after(last)} + interval '25 minutes' where run_id = ${id}`.execute(
    tx,
  )
  const { run: moved } = await lockedRun(tx, id)
  await setTimer(tx, moved, moved)
}
