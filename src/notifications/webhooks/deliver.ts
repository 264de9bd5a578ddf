import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { now } from '#platform/clock.ts'
import type { Vault } from '#platform/crypto.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Task } from '#platform/jobs.ts'
import { type Answered, postOutside } from '#platform/outside.ts'
import { PrivateAddress } from '#platform/private-addresses.ts'
import { type Payload, payloadOf } from './payload.ts'

type Desk = {
  db: Database
  vault: Vault
  publicUrl: string
  allowsPrivateAddresses: boolean
  version: string
}
type Job = { brandId: number; webhookId: number; eventId: number }
type Due = { url: string; secret: string; payload: Payload }
type Outcome = { status: number | null; text: string; isDelivered: boolean; isHopeless: boolean }

/** A webhook to which nothing has got through for this long is switched off. */
const patience = 5 * 86_400_000
const timeoutMs = 15_000

/**
 * Sends one event to one webhook, signed as Standard Webhooks asks (standardwebhooks.com). The id stays the same over retries, so
 * that the receiver can tell a repetition; the worker tries again with growing pauses, for about four days.
 */
export function deliverWebhook(desk: Desk): Task {
  return async (given, { isLastAttempt }) => {
    const job = given as Job
    const due = await inBrands(desk.db, [job.brandId], (tx) => begin(tx, desk, job))
    if (!due) return
    const outcome = await send(desk, job, due)
    const isOver = outcome.isDelivered || outcome.isHopeless || isLastAttempt
    await inBrands(desk.db, [job.brandId], (tx) => note(tx, job, outcome, isOver))
    if (!isOver) throw new Error(`Webhook ${job.webhookId} is tried again: ${outcome.text.slice(0, 200)}`)
  }
}

/** Notes the attempt before it is made; nothing is due when it was delivered, or the webhook is gone or switched off. */
async function begin(tx: Tx, desk: Desk, job: Job): Promise<Due | undefined> {
  const hook = await tx
    .selectFrom('webhooks')
    .select(['url', 'secret', 'disabled_at'])
    .where('brand_id', '=', job.brandId)
    .where('id', '=', job.webhookId)
    .executeTakeFirst()
  const payload = await payloadOf(tx, desk.publicUrl, job)
  if (!hook || !payload) return undefined
  const { rows } = await sql<{ state: string }>`
    insert into webhook_deliveries as delivery (brand_id, webhook_id, event_id, state)
    values (${job.brandId}, ${job.webhookId}, ${job.eventId}, 'waiting')
    on conflict (brand_id, webhook_id, event_id) do update set state = delivery.state
    returning state`.execute(tx)
  if (rows[0]?.state === 'delivered') return undefined
  if (hook.disabled_at) {
    await settle(tx, job, { state: 'failed', text: 'switched off', status: null, attempts: 0 })
    return undefined
  }
  return { url: hook.url, secret: desk.vault.unlock(hook.secret), payload }
}

async function send(desk: Desk, job: Job, { url, secret, payload }: Due): Promise<Outcome> {
  const body = JSON.stringify(payload)
  const id = `msg_${job.brandId}_${job.webhookId}_${job.eventId}`
  const at = now()
  const headers = {
    'content-type': 'application/json',
    'user-agent': `Engawa/${desk.version}`,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
  try {
    const allowsPrivate = desk.allowsPrivateAddresses
    const { status, text } = await postOutside(url, { headers, body, timeoutMs, allowsPrivate })
    return judge({ status, text })
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { status: null, text, isDelivered: false, isHopeless: error instanceof PrivateAddress }
  }
}

/** 2xx is delivered; 410 Gone asks for no more, as Standard Webhooks has it; anything else, redirects too, is tried again. */
function judge({ status, text }: Answered): Outcome {
  const isDelivered = status >= 200 && status < 300
  return { status, text, isDelivered, isHopeless: status === 410 }
}

async function note(tx: Tx, job: Job, outcome: Outcome, isOver: boolean): Promise<void> {
  const state = outcome.isDelivered ? 'delivered' : isOver ? 'failed' : 'waiting'
  await settle(tx, job, { state, text: outcome.text, status: outcome.status, attempts: 1 })
  const { rows } = await sql<{ isOut: boolean }>`
    update webhooks set failing_since = case when ${outcome.isDelivered} then null else coalesce(failing_since, ${now()}) end
    where brand_id = ${job.brandId} and id = ${job.webhookId} and disabled_at is null
      and (failing_since is not null or not ${outcome.isDelivered}::boolean)
    returning coalesce(failing_since < ${new Date(now().getTime() - patience)}, false) as "isOut"`.execute(tx)
  if (outcome.status === 410) return disable(tx, job, 'gone')
  if (rows[0]?.isOut) return disable(tx, job, 'failing')
}

/** NUL cannot be stored in PostgreSQL's text, and who answers may send anything. */
async function settle(
  tx: Tx,
  job: Job,
  result: {
    state: 'waiting' | 'delivered' | 'failed'
    text: string
    status: number | null
    attempts: number
  },
): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set((set) => ({
      state: result.state,
      attempts: set('attempts', '+', result.attempts),
      response_status: result.status,
      response_text: result.text.replaceAll('\0', '').slice(0, 1_000),
      attempted_at: now(),
    }))
    .where('brand_id', '=', job.brandId)
    .where('webhook_id', '=', job.webhookId)
    .where('event_id', '=', job.eventId)
    .execute()
}

/** Switches a webhook off, with an event that tells of it. */
async function disable(tx: Tx, job: Job, reason: 'gone' | 'failing'): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('webhooks')
    .set({ disabled_at: now(), disabled_reason: reason })
    .where('brand_id', '=', job.brandId)
    .where('id', '=', job.webhookId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await record(tx, {
    type: 'webhook.disabled',
    brandId: job.brandId,
    actor: { kind: 'system' },
    data: { webhookId: job.webhookId, reason },
  })
}
