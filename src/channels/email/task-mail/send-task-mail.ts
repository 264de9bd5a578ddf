import { sql } from 'kysely'
import { recordFailure } from '#conversations/tasks/receive-answer.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { addJob, type Task } from '#platform/jobs.ts'
import type { Outcome } from '../../channel.ts'
import { nextAttempt } from '../../next-attempt.ts'
import type { Desk } from '../../../desk.ts'
import type { mailSender } from '../send-mail.ts'
import { letterOfTask } from './letter-of-task.ts'

type Job = { brandId: number; messageId: number; attempt?: number; since?: number }

/**
 * The job that mails a word to an outside expert. As with answers to customers it is claimed before the server is asked, so that a crash in between is shown as
 * unknown and nobody is written to twice.
 */
export function sendTaskMail(
  desk: Pick<Desk, 'db' | 'vault'>,
  mail: Pick<ReturnType<typeof mailSender>, 'sendLetter'>,
): Task {
  return async (payload) => {
    const job = payload as Job
    const claimed = await inBrands(desk.db, [job.brandId], (tx) => claim(tx, job))
    if (!claimed) return
    // Nobody needs the answer any more; the mail server may have put it off for days.
    if (claimed.isCancelled && !claimed.wasSending)
      return inBrands(desk.db, [job.brandId], (tx) =>
        write(tx, job, { state: 'failed', reason: 'task_cancelled' }),
      )
    if (claimed.wasSending) return settle(desk.db, job, { state: 'unknown', reason: 'interrupted' })
    const letter = await letterOfTask(desk.db, desk.vault, job)
    const outcome: Outcome =
      'missing' in letter ? { state: 'failed', reason: letter.missing } : await mail.sendLetter(letter)
    if (outcome.state === 'later') return sendLater(desk.db, job, outcome.reason)
    await settle(desk.db, job, outcome)
  }
}

type Claimed = { wasSending: boolean; isCancelled: boolean }

async function claim(tx: Tx, job: Job): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    with before as (
      select delivery_state, task_id from task_messages
      where brand_id = ${job.brandId} and id = ${job.messageId} for update
    )
    update task_messages set delivery_state = 'sending', delivery_reason = null from before
    where brand_id = ${job.brandId} and id = ${job.messageId} and before.delivery_state in ('queued', 'sending')
    returning before.delivery_state = 'sending' as "wasSending", not calls_off and (select state = 'cancelled' from tasks
      where brand_id = ${job.brandId} and id = before.task_id) as "isCancelled"`.execute(tx)
  return rows[0]
}

async function sendLater(db: Database, job: Job, reason: string): Promise<void> {
  const { brandId, messageId, attempt = 0, since = Date.now() } = job
  const runAt = nextAttempt(attempt, since)
  if (!runAt) return settle(db, job, { state: 'failed', reason })
  await inBrands(db, [brandId], async (tx) => {
    await write(tx, job, { state: 'queued', reason })
    const again = { brandId, messageId, attempt: attempt + 1, since }
    await addJob(tx, 'send-task-mail', again, { runAt, key: `task-mail:${messageId}`, priority: -10 })
  })
}

type Settled = { state: 'queued' | 'sent' | 'delivered' | 'failed' | 'unknown'; reason?: string | null }

async function settle(db: Database, job: Job, outcome: Settled): Promise<void> {
  await inBrands(db, [job.brandId], async (tx) => {
    const { rows } = await sql<Parameters<typeof recordFailure>[1]>`
      select t.brand_id, t.id, t.conversation_id, t.title, t.owner_id, t.asked_by_id
      from task_messages m join tasks t on (t.brand_id, t.id) = (m.brand_id, m.task_id)
      join conversations c on (c.brand_id, c.id) = (t.brand_id, t.conversation_id)
      where m.brand_id = ${job.brandId} and m.id = ${job.messageId} for update of c`.execute(tx)
    await write(tx, job, outcome)
    const [task] = rows
    if (task && (outcome.state === 'failed' || outcome.state === 'unknown'))
      await recordFailure(tx, task, outcome.reason ?? 'other')
  })
}

async function write(tx: Tx, job: Job, { state, reason }: Settled): Promise<void> {
  await tx
    .updateTable('task_messages')
    .set({ delivery_state: state === 'delivered' ? 'sent' : state, delivery_reason: reason ?? null })
    .where('brand_id', '=', job.brandId)
    .where('id', '=', job.messageId)
    .execute()
}
