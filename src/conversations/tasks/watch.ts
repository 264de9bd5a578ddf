import { now } from '#platform/clock.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { lockConversation, lookAt } from '../deadline.ts'
import { setTaskWatch } from './timer.ts'

/**
 * The timer's job: reminds those who were asked, later says that the time has passed, each once. It may run again at any point, and does nothing when the
 * task was answered or moved meanwhile.
 */
export async function watchTask(db: Database, job: { brandId: number; id: number }): Promise<void> {
  await inBrands(db, [job.brandId], async (tx) => {
    const open = tx
      .selectFrom('tasks')
      .selectAll()
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .where('state', '=', 'open')
    const known = await open.executeTakeFirst()
    if (!known) return
    await lockConversation(tx, job.brandId, known.conversation_id)
    const task = await open.forUpdate().executeTakeFirst()
    if (!task?.due_at || !task.remind_at) return
    const at = now()
    const { says, next } = lookAt({ ...task, due_at: task.due_at, remind_at: task.remind_at }, at)
    if (next) await setTaskWatch(tx, job, next)
    if (!says) return
    await tx
      .updateTable('tasks')
      .set({ reminded_at: at, ...(says === 'overdue' ? { overdue_at: at } : {}) })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .execute()
    await record(tx, {
      type: `task.${says}`,
      brandId: job.brandId,
      conversationId: task.conversation_id,
      actor: { kind: 'system' },
      data: {
        taskId: job.id,
        title: task.title,
        teamId: task.team_id,
        ownerId: task.owner_id,
        askedById: task.asked_by_id,
        dueAt: task.due_at.toISOString(),
      },
    })
  })
}
