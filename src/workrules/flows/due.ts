import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { mostAttempts } from './timer.ts'

type Job = { task: string; payload: unknown; maxAttempts: number }
type Under = { brandId: number; id: number; entry: number; conversationId: number; types: string[] }

/**
 * The jobs that flows make of events: those that wake a run, stop one, or begin one because a customer pressed its button. `heard` are the
 * messages a flow listens to or begins with, which the bot then leaves alone.
 */
export async function flowJobs(
  tx: Tx,
  events: readonly RecordedEvent[],
): Promise<{ jobs: Job[]; heard: ReadonlySet<number> }> {
  const own = events.filter((event) => event.conversationId !== null)
  const jobs: Job[] = []
  const heard = new Set<number>()
  const add = (task: string, payload: unknown) => jobs.push({ task, payload, maxAttempts: mostAttempts })
  if (own.length === 0) return { jobs, heard }
  const runs = await runsUnderWay(tx, own)
  for (const event of own) {
    for (const run of runs) {
      if (run.brandId !== event.brandId || run.conversationId !== event.conversationId) continue
      const { brandId, id: runId, entry } = run
      if (endsAll(event)) add('stop-flow', { brandId, runId, entry })
      else if (run.types.includes(event.type)) add('wake-flow', { brandId, runId, entry, event })
      if (isMessage(event)) heard.add(event.id)
    }
  }
  const pressed = own.filter((event) => isMessage(event) && !heard.has(event.id))
  for (const one of await chosenBy(tx, pressed)) {
    heard.add(one.eventId)
    add('begin-flow', one)
  }
  return { jobs, heard }
}

const isMessage = ({ type, data }: RecordedEvent) => type === 'message.received' && data.kind === 'message'

const endsAll = ({ type, data }: RecordedEvent) =>
  type === 'conversation.merged_away' ||
  (type === 'conversation.status_changed' && (data.to === 'closed' || data.to === 'spam'))

async function runsUnderWay(tx: Tx, events: readonly RecordedEvent[]): Promise<Under[]> {
  const { rows } = await sql<Under>`
    select r.brand_id as "brandId", r.id, r.entry, r.conversation_id as "conversationId",
      array(select jsonb_array_elements_text(coalesce(r.waits->'types', '[]'))) as types
    from (select distinct * from unnest(${events.map((one) => one.brandId)}::bigint[],
        ${events.map((one) => one.conversationId)}::bigint[]) as one (brand_id, id)) one
      cross join lateral (
        select * from flow_runs where brand_id = one.brand_id and conversation_id = one.id
          and state in ('running', 'waiting', 'stuck') limit 20
      ) r`.execute(tx)
  return rows
}

/** The flows whose button of the bot customers have pressed. */
async function chosenBy(tx: Tx, events: readonly RecordedEvent[]) {
  if (events.length === 0) return []
  const { rows } = await sql<{
    eventId: number
    brandId: number
    conversationId: number
    messageId: number
    flowId: number
  }>`
    select one.event_id as "eventId", f.brand_id as "brandId", msg.conversation_id as "conversationId", msg.id as "messageId", f.id as "flowId"
    from unnest(${events.map((one) => one.id)}::bigint[], ${events.map((one) => one.brandId)}::bigint[],
        ${events.map((one) => one.messageId)}::bigint[]) as one (event_id, brand_id, message_id)
      join messages msg on (msg.brand_id, msg.id) = (one.brand_id, one.message_id) and msg.pressed is not null
      join flows f on f.brand_id = msg.brand_id and msg.pressed->>'key' = 'topic:' || f.starts_by_topic
        and f.published_version is not null and f.deleted_at is null`.execute(tx)
  return rows
}
