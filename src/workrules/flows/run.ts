import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import type { Actor } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import type { Choices } from './answer.ts'
import { type Graph, graph, type Step } from './graph.ts'

export type State = 'running' | 'waiting' | 'stuck' | 'ended' | 'stopped'
export type WaitsFor = 'answer' | 'time' | 'event' | 'checklist' | 'approval' | 'task'

/** A conversation's way through one version of a flow. */
export type Run = {
  id: number
  brandId: number
  flowId: number
  flowName: string
  version: number
  conversationId: number
  state: State
  step: string | null
  entry: number
  waitsFor: WaitsFor | null
  waits: Record<string, unknown>
  waitsSinceEvent: number
  remindAt: Date | null
  dueAt: Date | null
  answers: Answers
  chain: number[]
  startedById: number | null
  startedBy: 'staff' | 'rule' | 'customer' | 'flow'
}

/** What customers answered, by the step that asked. */
export type Answers = Record<string, { choice: string; text?: string }>

/** Where a step is done: everything is locked. */
export type Scene = {
  run: Run
  conversation: Conversation
  graph: Graph
  actor: Actor & { kind: 'flow' }
}

/** What a step waits for when it has been entered. */
export type Waiting = {
  waitsFor: WaitsFor
  /** The types of events that may wake it. */
  types?: readonly string[]
  knows?: Record<string, unknown>
  remindAt?: Date | null
  dueAt?: Date | null
  choices?: Choices
}

/** What entering a step led to: something came of it at once, it waits, or it is the last. */
export type Entered = { detail?: Record<string, unknown> } & (
  | { outcome: string }
  | { waiting: Waiting }
  | { ends: true }
)

/**
 * A run, locked after its conversation, as everything about a conversation is. Not there outside the caller's brands; one whose conversation
 * was merged away is still found, so that it can be stopped.
 */
export async function lockedRun(tx: Tx, id: number): Promise<{ run: Run; conversation: Conversation }> {
  const brands = tx.inBrands.length > 0 ? [...tx.inBrands] : [0]
  const known = await tx
    .selectFrom('flow_runs')
    .select(['brand_id', 'conversation_id'])
    .where('brand_id', 'in', brands)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known) throw notFound('flow run')
  const conversation = await tx
    .selectFrom('conversations')
    .selectAll()
    .where('brand_id', '=', known.brand_id)
    .where('id', '=', known.conversation_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { rows } = await sql<Run>`
    select r.id, r.brand_id as "brandId", r.flow_id as "flowId", f.name as "flowName", r.version,
      r.conversation_id as "conversationId", r.state, r.step, r.entry, r.waits_for as "waitsFor", r.waits,
      r.waits_since_event as "waitsSinceEvent", r.remind_at as "remindAt", r.due_at as "dueAt", r.answers, r.chain,
      r.started_by as "startedBy", r.started_by_id as "startedById"
    from flow_runs r join flows f on (f.brand_id, f.id) = (r.brand_id, r.flow_id)
    where r.brand_id = ${known.brand_id} and r.id = ${id} for update of r`.execute(tx)
  const [run] = rows
  if (!run) throw notFound('flow run')
  return { run, conversation }
}

/** The graph of a version; undefined when it holds what this program does not know, such as a step of a newer one. */
export async function graphOf(
  tx: Tx,
  of: { brandId: number; flowId: number; version: number },
): Promise<Graph | undefined> {
  const found = await tx
    .selectFrom('flow_versions')
    .select('graph')
    .where('brand_id', '=', of.brandId)
    .where('flow_id', '=', of.flowId)
    .where('version', '=', of.version)
    .executeTakeFirst()
  return graph.safeParse(found?.graph).data
}

export const stepOf = (of: Graph, id: string | null | undefined): Step | undefined =>
  of.steps.find((one) => one.id === id)

/** In the name of the flow, and as a part of what led to it. */
export const actorOf = ({ flowId, chain }: Pick<Run, 'flowId' | 'chain'>): Scene['actor'] => ({
  kind: 'flow',
  id: flowId,
  chain,
})
