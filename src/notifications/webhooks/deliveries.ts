import { sql } from 'kysely'
import type { z } from 'zod'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { addJobs } from '#platform/jobs.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { delivery } from './contract.ts'
import { deliveryJob } from './due.ts'
import { webhookOf } from './webhooks.ts'

type Delivery = Sendable<z.infer<typeof delivery>> & { id: number; eventId: number }

/** What was sent to a webhook, newest first. */
export async function listDeliveries(
  tx: Tx,
  webhookId: number,
  query: { state?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const { brandId } = await webhookOf(tx, webhookId)
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const { rows } = await sql<Delivery>`
    ${select} where delivery.brand_id = ${brandId} and delivery.webhook_id = ${webhookId} and delivery.id < ${before}
      and ${query.state === undefined ? sql`true` : sql`delivery.state = ${query.state}`}
    order by delivery.id desc limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

/** Sends an event to a webhook once more, whatever became of it before. */
export async function redeliver(tx: Tx, webhookId: number, deliveryId: number): Promise<Delivery> {
  const { brandId } = await webhookOf(tx, webhookId)
  const { rows } = await sql<{ eventId: number }>`
    update webhook_deliveries set state = 'waiting'
    where brand_id = ${brandId} and webhook_id = ${webhookId} and id = ${deliveryId}
    returning event_id as "eventId"`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('delivery')
  await addJobs(tx, [deliveryJob({ brandId, webhookId, eventId: found.eventId })])
  const { rows: shown } = await sql<Delivery>`
    ${select} where delivery.brand_id = ${brandId} and delivery.id = ${deliveryId}`.execute(tx)
  const [again] = shown
  if (!again) throw notFound('delivery')
  return again
}

const select = sql`
  select delivery.id, delivery.webhook_id as "webhookId", delivery.event_id as "eventId", coalesce(events.type, '') as "eventType",
    delivery.state, delivery.attempts, delivery.response_status as "responseStatus", delivery.response_text as "responseText",
    delivery.created_at as "createdAt", delivery.attempted_at as "attemptedAt"
  from webhook_deliveries delivery
    left join events on events.brand_id = delivery.brand_id and events.id = delivery.event_id`
