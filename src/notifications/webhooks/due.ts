import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'

type Hook = { brandId: number; id: number; types: string[] }

/**
 * The deliveries that follow from a batch of events. Those of one webhook wait in one line, behind everything else: a receiver
 * that does not answer takes one worker at most, and no reply waits for it.
 */
export async function webhookJobs(tx: Tx, events: readonly RecordedEvent[]) {
  const { rows } = await sql<Hook>`
    select brand_id as "brandId", id, event_types as types from webhooks where disabled_at is null`.execute(
    tx,
  )
  if (rows.length === 0) return []
  return events.flatMap((event) =>
    rows
      .filter((hook) => hook.brandId === event.brandId && wants(hook, event))
      .map((hook) => deliveryJob({ brandId: hook.brandId, webhookId: hook.id, eventId: event.id })),
  )
}

export function deliveryJob(payload: { brandId: number; webhookId: number; eventId: number }) {
  return { task: 'deliver-webhook', payload, queue: `webhook ${payload.webhookId}`, priority: 10 }
}

function wants(hook: Hook, event: RecordedEvent): boolean {
  // A rule calls the webhook it names, whatever else that listens to, and no other.
  if (event.type === 'rule.called_webhook') return event.data.webhookId === hook.id
  // What tells of a webhook does not go out by webhooks that did not ask for it: it could run in circles.
  if (hook.types.length === 0) return !event.type.startsWith('webhook.')
  return hook.types.includes(event.type)
}
