import { endTask } from '#conversations/tasks/change.ts'
import { attempt } from '#platform/attempt.ts'
import type { Tx } from '#platform/database.ts'
import type { Actor } from '#platform/events.ts'
import { withdrawApproval } from '../approvals/decide.ts'
import type { Run } from './run.ts'

/** Takes back what the step where a run stands has asked of others: nothing waits for their answer any more. What was answered stays. */
export async function takeBack(
  tx: Tx,
  { brandId, waits }: Run,
  actor: Actor,
  because: 'too_late' | 'led_on' | 'stopped',
): Promise<void> {
  const { approvalId, taskId } = waits
  if (typeof approvalId === 'number')
    await attempt(tx, () => withdrawApproval(tx, approvalId, actor, because))
  if (typeof taskId !== 'number') return
  const task = await tx
    .selectFrom('tasks')
    .selectAll()
    .where('brand_id', '=', brandId)
    .where('id', '=', taskId)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst()
  if (task) await endTask(tx, task, { state: 'cancelled', actor, because })
}
