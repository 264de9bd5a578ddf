import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Sender } from './channel.ts'

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
export async function sendOut(
  db: Database,
  senders: Record<string, Sender>,
  job: { brandId: number; messageId: number },
  context: { isLastAttempt: boolean },
): Promise<void> {
  const leaving = await inBrands(db, [job.brandId], (tx) => claim(tx, job))
  if (!leaving) return
  const sender = senders[leaving.channel]
  if (!sender) throw new Error(`No channel ${leaving.channel}`)
  if (leaving.wasSending && !sender.resumes) {
    await settle(db, leaving, { state: 'unknown', reason: 'interrupted' })
    return
  }
  const outcome = await sender.send(db, leaving)
  if (outcome.state === 'later') {
    await settle(db, leaving, { state: context.isLastAttempt ? 'failed' : 'queued', reason: outcome.reason })
    if (!context.isLastAttempt) throw new Error(`Sending is tried again: ${outcome.reason}`)
    return
  }
  await settle(db, leaving, outcome)
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
): Promise<void> {
  await inBrands(db, [leaving.brandId], async (tx) => {
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
    await record(tx, {
      type: `message.${outcome.state}`,
      brandId: leaving.brandId,
      conversationId: leaving.conversationId,
      messageId: leaving.messageId,
      actor: { kind: 'system' },
      data: { reason: outcome.reason ?? null },
    })
  })
}
