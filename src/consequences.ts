import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'

/**
 * What follows from what has happened, all of it. Each name on the right is a job of its own: retried by itself, run at least once and
 * therefore idempotent. Sending a reply is not here, because it is a timer that can be taken back: see conversations/reply.ts.
 */
export const consequences: Record<string, readonly string[]> = {
  'conversation.assigned': ['notify-assignee'],
  'note.written': ['notify-mentioned'],
  'message.failed': ['notify-of-failure'],
}

/** The jobs that follow from a batch of events. Webhooks cost nothing to brands that have none. */
export async function follow(tx: Tx, events: RecordedEvent[]): Promise<{ task: string; payload: unknown }[]> {
  const jobs = events.flatMap((event) =>
    (consequences[event.type] ?? []).map((task) => ({ task, payload: event as unknown })),
  )
  return [...jobs, ...(await webhookJobs(tx, events))]
}

async function webhookJobs(tx: Tx, events: RecordedEvent[]): Promise<{ task: string; payload: unknown }[]> {
  const { rows } = await sql<{ brandId: number; id: number; types: string[] }>`
    select brand_id as "brandId", id, event_types as types from webhooks where disabled_at is null`.execute(
    tx,
  )
  if (rows.length === 0) return []
  return events.flatMap((event) =>
    rows
      .filter(
        (hook) =>
          hook.brandId === event.brandId && (hook.types.length === 0 || hook.types.includes(event.type)),
      )
      .map((hook) => ({
        task: 'deliver-webhook',
        payload: { brandId: event.brandId, webhookId: hook.id, eventId: event.id },
      })),
  )
}
