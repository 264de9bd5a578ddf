import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { asJson } from '#platform/as-json.ts'
import { attempt } from '#platform/attempt.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { end, stick, stop } from './finish.ts'
import type { Graph, Step } from './graph.ts'
import { nextOf } from './outcomes.ts'
import { actorOf, type Entered, graphOf, type Run, stepOf, type Waiting } from './run.ts'
import { enter } from './steps/list.ts'
import { takeBack } from './take-back.ts'
import { setTimer } from './timer.ts'

/** A run and its conversation, both locked. */
export type Held = { run: Run; conversation: Conversation }

/** How a step was left. */
export type Left = { outcome: string; byId?: number | null; detail?: Record<string, unknown> }

// So many steps within an hour are a circle, whatever it waits for on the way.
const mostAnHour = 60

/** Leaves the step where the run stands and goes on from there. */
export async function goOn(tx: Tx, held: Held, left: Left): Promise<void> {
  const graph = await graphOf(tx, held.run)
  const step = graph && stepOf(graph, held.run.step)
  await leave(tx, held.run, left)
  await walkFrom(tx, held, graph, step && nextOf(step, left.outcome))
}

/** Enters a step of the version the run has, after leaving the one where it stands if there is one. */
export async function goTo(tx: Tx, held: Held, stepId: string | null, left?: Left): Promise<void> {
  if (left) await leave(tx, held.run, left)
  const graph = await graphOf(tx, held.run)
  await walkFrom(tx, held, graph, stepId ?? graph?.start)
}

/**
 * Goes on from step to step until one waits, is the last, or cannot be done. All that is done on the way and where the run stands afterwards
 * is one transaction, with the run's row locked: what is killed in the middle has not happened.
 */
async function walkFrom(
  tx: Tx,
  { run, conversation }: Held,
  graph: Graph | undefined,
  first: string | undefined,
): Promise<void> {
  if (!graph) return stick(tx, run, 'version_unknown')
  let at = first
  let left = mostAnHour - (await enteredLately(tx, run))
  for (;;) {
    const step = stepOf(graph, at)
    if (!step) return stick(tx, run, 'nowhere_to_go')
    if (left-- <= 0) return stop(tx, run, 'looped')
    await noteEntered(tx, run, step)
    const entered = await tryToEnter(tx, { run, conversation: await again(tx, conversation), graph }, step)
    if ('refused' in entered) return stick(tx, run, entered.refused)
    if (entered.detail) await noteDetail(tx, run, entered.detail)
    if ('ends' in entered) {
      await leave(tx, run, { outcome: 'end' })
      return end(tx, run)
    }
    if ('waiting' in entered) return wait(tx, run, entered.waiting)
    await leave(tx, run, { outcome: entered.outcome })
    at = nextOf(step, entered.outcome)
  }
}

/** What a step refuses leaves nothing behind: it goes the way the flow has for that, or it is stuck here. */
async function tryToEnter(
  tx: Tx,
  scene: Held & { graph: Graph },
  step: Step,
): Promise<Entered | { refused: string }> {
  const tried = await attempt(tx, () => enter(tx, { ...scene, actor: actorOf(scene.run) }, step))
  if ('value' in tried) return tried.value
  const { code } = tried.refused
  return step.kind === 'do' && step.next.refused !== undefined
    ? { outcome: 'refused', detail: { refused: code } }
    : { refused: code }
}

async function again(tx: Tx, { brand_id, id }: Conversation): Promise<Conversation> {
  const one = tx.selectFrom('conversations').selectAll().where('brand_id', '=', brand_id).where('id', '=', id)
  return one.executeTakeFirstOrThrow()
}

async function enteredLately(tx: Tx, { brandId, id }: Run): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from flow_run_steps
    where brand_id = ${brandId} and run_id = ${id} and entered_at > ${new Date(now().getTime() - 3_600_000)}`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

async function noteEntered(tx: Tx, run: Run, step: Step): Promise<void> {
  run.entry++
  run.step = step.id
  await sql`
    insert into flow_run_steps (brand_id, run_id, entry, version, step, kind, entered_at)
    values (${run.brandId}, ${run.id}, ${run.entry}, ${run.version}, ${step.id}, ${step.kind}, ${now()})`.execute(
    tx,
  )
  await sql`update flow_runs set step = ${step.id}, entry = ${run.entry}, version = ${run.version}
    where brand_id = ${run.brandId} and id = ${run.id}`.execute(tx)
}

async function noteDetail(tx: Tx, run: Run, detail: Record<string, unknown>): Promise<void> {
  await sql`update flow_run_steps set detail = detail || ${asJson(detail)}::jsonb
    where brand_id = ${run.brandId} and run_id = ${run.id} and entry = ${run.entry}`.execute(tx)
}

async function leave(tx: Tx, run: Run, { outcome, byId = null, detail = {} }: Left): Promise<void> {
  if (byId !== null) await takeBack(tx, run, { kind: 'staff', id: byId }, 'led_on')
  else if (outcome === 'too_late') await takeBack(tx, run, actorOf(run), 'too_late')
  run.waits = {}
  await sql`
    update flow_run_steps set left_at = ${now()}, outcome = ${outcome}, by_id = ${byId}, detail = detail || ${asJson(detail)}::jsonb
    where brand_id = ${run.brandId} and run_id = ${run.id} and entry = ${run.entry} and left_at is null`.execute(
    tx,
  )
  await sql`
    update flow_runs set state = 'running', waits_for = null, waits = '{}', waits_since = null, remind_at = null, due_at = null,
      because = null, problem = null, stuck_at = null, answers = ${asJson(run.answers)}::jsonb
    where brand_id = ${run.brandId} and id = ${run.id}`.execute(tx)
}

async function wait(tx: Tx, run: Run, waiting: Waiting): Promise<void> {
  const { waitsFor, types = [], knows = {}, remindAt = null, dueAt = null } = waiting
  await sql`
    update flow_runs set state = 'waiting', waits_for = ${waitsFor}, waits = ${asJson({ ...knows, types })}::jsonb, waits_since = ${now()},
      waits_since_event = (select last_event_id from conversations where brand_id = ${run.brandId} and id = ${run.conversationId}),
      remind_at = ${remindAt}, due_at = ${dueAt}
    where brand_id = ${run.brandId} and id = ${run.id}`.execute(tx)
  await setTimer(tx, run, { remindAt, dueAt })
}
