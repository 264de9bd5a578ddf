import { now } from '#platform/clock.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { setWatch } from './make.ts'

/**
 * The timer's job: reminds whoever keeps the promise, later says that its time has passed, each once. It may run again at any point, and does
 * nothing when the promise has ended or was moved meanwhile.
 */
export async function watchPromise(db: Database, job: { brandId: number; id: number }): Promise<void> {
  await inBrands(db, [job.brandId], async (tx) => {
    const open = tx
      .selectFrom('promises')
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
    const promise = await open.forUpdate().executeTakeFirst()
    if (!promise) return
    const at = now()
    const isOverdue = promise.due_at <= at && promise.overdue_at === null
    const isNear = promise.remind_at <= at && promise.reminded_at === null && !isOverdue
    if (!isOverdue && !isNear) {
      // The timer came too early, as after a change of the clock.
      const next = promise.reminded_at === null ? promise.remind_at : promise.due_at
      if (next > at) await setWatch(tx, job, next)
      return
    }
    await tx
      .updateTable('promises')
      .set(isOverdue ? { overdue_at: at } : { reminded_at: at })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .execute()
    if (isNear) await setWatch(tx, job, promise.due_at)
    await record(tx, {
      type: isOverdue ? 'promise.overdue' : 'promise.reminded',
      brandId: job.brandId,
      conversationId: promise.conversation_id,
      actor: { kind: 'system' },
      data: {
        promiseId: job.id,
        what: promise.what,
        ownerId: promise.owner_id,
        dueAt: promise.due_at.toISOString(),
      },
    })
  })
}
