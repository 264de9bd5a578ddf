import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import type { TaskRow } from './door.ts'

type Said = {
  direction: 'out' | 'in'
  staffId: number | null
  authorName: string
  text: string
  /** Leaves although the question is cancelled: it says so. */
  callsOff?: boolean
}

/** Writes down what is said in a task, and returns its id; a word to an expert gets the job that mails it. */
export async function storeTaskMessage(
  tx: Tx,
  task: Pick<TaskRow, 'brand_id' | 'id' | 'expert_address' | 'expert_name'>,
  said: Said,
): Promise<number> {
  const isMail = task.expert_address !== null && said.direction === 'out'
  const { id } = await tx
    .insertInto('task_messages')
    .values({
      brand_id: task.brand_id,
      task_id: task.id,
      direction: said.direction,
      staff_id: said.staffId,
      author_name: said.authorName,
      text: said.text,
      calls_off: said.callsOff ?? false,
      created_at: now(),
      ...(isMail
        ? {
            delivery_state: 'queued' as const,
            to_addresses: JSON.stringify([{ name: task.expert_name, address: task.expert_address }]),
          }
        : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (isMail) await mailIt(tx, { brandId: task.brand_id, messageId: id })
  return id
}

/** Has a word to an expert sent, now or again. */
export async function mailIt(tx: Tx, job: { brandId: number; messageId: number }): Promise<void> {
  await addJob(tx, 'send-task-mail', job, { key: `task-mail:${job.messageId}`, priority: -10 })
}
