import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'

const year = 366 * 86_400_000

/** When a message leaves: at the time asked for, or once the mailbox's time to take it back is over. Chat leaves at once. */
export async function leavingTime(
  tx: Tx,
  conversation: Pick<Conversation, 'brand_id' | 'channel' | 'mailbox_id'>,
  sendAt: string | undefined,
): Promise<Date> {
  if (sendAt !== undefined) return futureTime(sendAt)
  if (conversation.channel !== 'email' && conversation.channel !== 'form') return now()
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('undo_seconds')
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.mailbox_id ?? 0)
    .executeTakeFirst()
  return new Date(now().getTime() + (mailbox?.undo_seconds ?? 0) * 1_000)
}

/** A time to come within a year; stops with 422 at the field that names another. */
export function futureTime(text: string, field = 'sendAt'): Date {
  const at = new Date(text)
  if (at <= now()) {
    throw invalid(field, 'in_the_past', (locale) => m.conversations_in_the_past({}, { locale }))
  }
  if (at.getTime() > now().getTime() + year) {
    throw invalid(field, 'too_far', (locale) => m.conversations_too_far({}, { locale }))
  }
  return at
}

/** The timer that sends a message. Set again it moves; whoever takes the message back removes it. */
export async function setLeaving(tx: Tx, brandId: number, messageId: number, at: Date): Promise<void> {
  await addJob(
    tx,
    'send-message',
    { brandId, messageId },
    { runAt: at, key: sendingKey(messageId), priority: -10 },
  )
}

export const sendingKey = (messageId: number) => `send:${messageId}`
