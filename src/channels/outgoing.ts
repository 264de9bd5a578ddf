import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { sendingKey } from '#conversations/leaving.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import type { Sender } from './channel.ts'
import { nextAttempt } from './next-attempt.ts'

export type SendingJob = { brandId: number; messageId: number; attempt?: number; since?: number }

type Leaving = {
  brandId: number
  messageId: number
  conversationId: number
  channel: string
  wasSending: boolean
}

/**
 * The only way out: the job that a reply left behind. The message is claimed ("sending") and committed before the platform is asked, so
 * a crash in between is seen: where the platform can tell (`resumes`), it is asked again, otherwise the outcome is shown as unknown and a
 * person decides. Never twice by itself.
 */
export async function sendOut(db: Database, senders: Record<string, Sender>, job: SendingJob): Promise<void> {
  const leaving = await inBrands(db, [job.brandId], (tx) => claim(tx, job))
  if (!leaving) return
  const sender = senders[leaving.channel]
  if (!sender) throw new Error(`No channel ${leaving.channel}`)
  if (leaving.wasSending && !sender.resumes) {
    await settle(db, leaving, { state: 'unknown', reason: 'interrupted' })
    return
  }
  const outcome = await sender.send(db, leaving)
  if (outcome.state === 'later') return sendLater(db, leaving, job, outcome.reason)
  // The mail has left: that must not be forgotten because the database was away for a moment.
  for (const wait of [200, 1_000, 5_000]) {
    try {
      return await settle(db, leaving, outcome, sender)
    } catch {
      await pause(wait)
    }
  }
  await settle(db, leaving, outcome, sender)
}

async function sendLater(db: Database, leaving: Leaving, job: SendingJob, reason: string): Promise<void> {
  const attempt = job.attempt ?? 0
  const since = job.since ?? Date.now()
  const runAt = nextAttempt(attempt, since)
  if (!runAt) return settle(db, leaving, { state: 'failed', reason })
  await inBrands(db, [job.brandId], async (tx) => {
    const conversationId = await lockConversation(tx, leaving)
    await tx
      .updateTable('messages')
      .set({ delivery_state: 'queued', delivery_reason: reason })
      .where('brand_id', '=', leaving.brandId)
      .where('id', '=', leaving.messageId)
      .execute()
    const { brandId, messageId } = job
    await addJob(
      tx,
      'send-message',
      { brandId, messageId, attempt: attempt + 1, since },
      { runAt, key: sendingKey(messageId), priority: -10 },
    )
    // Said once, not at every attempt of an hour.
    if (attempt === 0) await tell(tx, { ...leaving, conversationId }, { state: 'delayed', reason })
  })
}

async function claim(tx: Tx, job: { brandId: number; messageId: number }): Promise<Leaving | undefined> {
  const { rows } = await sql<Leaving>`
    with before as (
      select delivery_state from messages where brand_id = ${job.brandId} and id = ${job.messageId} for update
    )
    update messages set delivery_state = 'sending', delivery_reason = null from before
    where brand_id = ${job.brandId} and id = ${job.messageId} and before.delivery_state in ('queued', 'scheduled', 'sending')
    returning brand_id as "brandId", id as "messageId", conversation_id as "conversationId", channel,
      before.delivery_state = 'sending' as "wasSending"`.execute(tx)
  return rows[0]
}

/** Writes how a message fared, with the event that tells of it. */
export async function settle(
  db: Database,
  leaving: { brandId: number; messageId: number; conversationId: number },
  outcome: {
    state: 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown'
    reason?: string | null
    externalId?: string | null
  },
  sender?: Pick<Sender, 'onSent'>,
): Promise<void> {
  await inBrands(db, [leaving.brandId], async (tx) => {
    const conversationId = await lockConversation(tx, leaving)
    await tx
      .updateTable('messages')
      .set({
        delivery_state: outcome.state,
        delivery_reason: outcome.reason ?? null,
        ...(outcome.externalId ? { external_id: outcome.externalId } : {}),
        ...(outcome.state === 'sent' ? { sent_at: new Date() } : {}),
      })
      .where('brand_id', '=', leaving.brandId)
      .where('id', '=', leaving.messageId)
      .execute()
    await tell(tx, { ...leaving, conversationId }, outcome)
    if (outcome.state === 'sent') await sender?.onSent?.(tx, { brandId: leaving.brandId, id: conversationId })
  })
}

/** Locked before the event is written, so that ids of one conversation's events follow their commits; it may have been merged meanwhile. */
async function lockConversation(tx: Tx, leaving: { brandId: number; messageId: number }): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select c.id from messages m join conversations c on (c.brand_id, c.id) = (m.brand_id, m.conversation_id)
    where m.brand_id = ${leaving.brandId} and m.id = ${leaving.messageId} for update of c`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Error(`Message ${leaving.messageId} is in no conversation`)
  return id
}

async function tell(
  tx: Tx,
  leaving: { brandId: number; messageId: number; conversationId: number },
  outcome: { state: string; reason?: string | null },
): Promise<void> {
  await record(tx, {
    type: `message.${outcome.state}`,
    brandId: leaving.brandId,
    conversationId: leaving.conversationId,
    messageId: leaving.messageId,
    actor: { kind: 'system' },
    data: { reason: outcome.reason ?? null },
  })
}
