import { now } from '#platform/clock.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
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
    // Everybody locks the conversation before what hangs on it.
    await tx
      .selectFrom('conversations')
      .select('id')
      .where('brand_id', '=', job.brandId)
      .where('id', '=', known.conversation_id)
      .forUpdate()
      .execute()
    const task = await open.forUpdate().executeTakeFirst()
    if (!task?.due_at || !task.remind_at) return
    const at = now()
    const isOverdue = task.due_at <= at && task.overdue_at === null
    const isNear = task.remind_at <= at && task.reminded_at === null && !isOverdue
    if (!isOverdue && !isNear) {
      // Too early, or asked on after it was reminded: the next moment is still to come.
      const next = task.reminded_at === null ? task.remind_at : task.due_at
      if (next > at) await setTaskWatch(tx, job, next)
      return
    }
    await tx
      .updateTable('tasks')
      .set(isOverdue ? { overdue_at: at, reminded_at: at } : { reminded_at: at })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .execute()
    if (isNear) await setTaskWatch(tx, job, task.due_at)
    await record(tx, {
      type: isOverdue ? 'task.overdue' : 'task.reminded',
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
