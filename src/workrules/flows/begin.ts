import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { mostAttempts } from './timer.ts'

export type Beginning = {
  flowId: number
  actor: Actor
  /** What may begin it only once, such as the message with which a customer chose it. */
  cause?: string
}

// More at once, or so many a day, is somebody's circle.
const mostAtOnce = 5
const mostADay = 20

/**
 * Begins a flow in a conversation, locked, with the version that is published now. A job takes the first step. Refuses what is not published,
 * a conversation that was ended for good, and a flow that is under way there already. Nothing is begun twice for one cause.
 */
export async function beginFlow(
  tx: Tx,
  conversation: Conversation,
  { flowId, actor, cause }: Beginning,
): Promise<number | undefined> {
  const flow = await publishedFlow(tx, conversation.brand_id, flowId, actor.kind === 'staff')
  if (cause !== undefined && (await isBegun(tx, conversation.brand_id, cause))) return undefined
  await refuseTooMany(tx, conversation, flowId)
  const { rows } = await sql<{ id: number }>`
    insert into flow_runs (brand_id, flow_id, version, conversation_id, started_by, started_by_id, cause, chain, started_at)
    values (${conversation.brand_id}, ${flowId}, ${flow.version}, ${conversation.id}, ${actor.kind},
      ${'id' in actor ? actor.id : null}, ${cause ?? null}, ${'chain' in actor ? [...actor.chain] : []}::bigint[], ${now()})
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('The run was not written')
  await record(tx, {
    type: 'flow.started',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor,
    data: { flowRunId: id, flowId, flowName: flow.name },
  })
  const job = { brandId: conversation.brand_id, runId: id, entry: 0 }
  await addJob(tx, 'walk-flow', job, { maxAttempts: mostAttempts })
  return id
}

async function publishedFlow(
  tx: Tx,
  brandId: number,
  flowId: number,
  isByHand: boolean,
): Promise<{ name: string; version: number }> {
  const flow = await tx
    .selectFrom('flows')
    .select(['name', 'published_version as version', 'starts_by_hand'])
    .where('brand_id', '=', brandId)
    .where('id', '=', flowId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!flow) throw notFound('flow')
  const { name, version } = flow
  if (version === null || (isByHand && !flow.starts_by_hand))
    throw new Refusal(409, 'flow_unpublished', (locale) => m.flows_not_published({ name }, { locale }))
  return { name, version }
}

async function isBegun(tx: Tx, brandId: number, cause: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from flow_runs where brand_id = ${brandId} and cause = ${cause}`.execute(tx)
  return rows.length > 0
}

async function refuseTooMany(tx: Tx, conversation: Conversation, flowId: number): Promise<void> {
  if (conversation.merged_into_id !== null || ['closed', 'spam'].includes(conversation.status))
    throw new Refusal(409, 'conversation_ended', (locale) => m.flows_conversation_ended({}, { locale }))
  const { rows } = await sql<{ same: number; now: number; today: number }>`
    select count(*) filter (where flow_id = ${flowId} and ended_at is null)::int as same,
      count(*) filter (where ended_at is null)::int as now,
      count(*) filter (where started_at > ${new Date(now().getTime() - 86_400_000)})::int as today
    from flow_runs where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}`.execute(
    tx,
  )
  const [counted] = rows
  if (counted && counted.same > 0)
    throw new Refusal(409, 'flow_under_way', (locale) => m.flows_under_way({}, { locale }))
  if (counted && (counted.now >= mostAtOnce || counted.today >= mostADay))
    throw new Refusal(409, 'flows_enough', (locale) => m.flows_enough({}, { locale }))
}
