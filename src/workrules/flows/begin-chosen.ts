import { conversationFor } from '#conversations/door.ts'
import { attempt } from '#platform/attempt.ts'
import { type Database, inBrands } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import { beginFlow } from './begin.ts'

/** Begins what a customer chose by a button, once however often the job runs. */
export function beginChosenFlow({ db }: { db: Database }): Task {
  return async (payload) => {
    const job = payload as { brandId: number; conversationId: number; messageId: number; flowId: number }
    await inBrands(db, [job.brandId], async (tx) => {
      const conversation = await conversationFor(tx, job.conversationId, 'read')
      if (conversation.merged_into_id !== null) return
      const locked = await conversationFor(tx, job.conversationId, 'change')
      const actor = { kind: 'customer' as const, id: locked.customer_id }
      const cause = `message ${job.messageId}`
      // Withdrawn meanwhile, or already under way: nothing is to be done, and nobody to be told.
      await attempt(tx, () => beginFlow(tx, locked, { flowId: job.flowId, actor, cause }))
    })
  }
}
