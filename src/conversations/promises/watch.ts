import { now } from '#platform/clock.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { lockConversation, lookAt } from '../deadline.ts'
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
    await lockConversation(tx, job.brandId, known.conversation_id)
    const promise = await open.forUpdate().executeTakeFirst()
    if (!promise) return
    const at = now()
    const { says, next } = lookAt(promise, at)
    if (next) await setWatch(tx, job, next)
    if (!says) return
    await tx
      .updateTable('promises')
      .set(says === 'overdue' ? { overdue_at: at } : { reminded_at: at })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .execute()
    await record(tx, {
      type: `promise.${says}`,
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
