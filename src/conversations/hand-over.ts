import { type Database, inAllBrands, inBrands, type Tx } from '#platform/database.ts'
import { assign, worksForBrand } from './assign.ts'
import { conversationFor } from './door.ts'
import { handOverPromises } from './promises/hand-over.ts'
import { handOverTasks } from './tasks/hand-over.ts'

const batch = 50
const underWay = ['new', 'open', 'pending_customer', 'pending_client', 'on_hold'] as const

/**
 * What somebody was to do in brands where they no longer work becomes unassigned, and what they had promised is to be taken over by
 * another; each conversation has its own event. The job may
 * run again at any point: what has been handed over is not found any more, and whoever has access again keeps their work.
 */
export async function handOver(db: Database, job: { staffId: number; actorId: number }): Promise<void> {
  const brandIds = await inAllBrands(db, async (tx) => [...tx.inBrands])
  for (const brandId of brandIds) {
    let rest = batch
    while (rest === batch) rest = await inBrands(db, [brandId], (tx) => handOverSome(tx, brandId, job))
    await inBrands(db, [brandId], async (tx) => {
      if (!(await worksForBrand(tx, brandId, job.staffId, 'answers')))
        await handOverPromises(tx, brandId, job)
      await handOverTasks(tx, brandId, job)
    })
  }
}

async function handOverSome(
  tx: Tx,
  brandId: number,
  job: { staffId: number; actorId: number },
): Promise<number> {
  if (await worksForBrand(tx, brandId, job.staffId, 'answers')) return 0
  const rows = await tx
    .selectFrom('conversations')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('assignee_id', '=', job.staffId)
    .where('status', 'in', underWay)
    .where('merged_into_id', 'is', null)
    // In the order of ids, so that two such jobs, or a bulk change, do not lock each other out.
    .orderBy('id')
    .limit(batch)
    .execute()
  for (const { id } of rows) {
    const conversation = await conversationFor(tx, id, 'change')
    if (conversation.assignee_id !== job.staffId) continue
    await assign(tx, conversation, { staffId: null, actor: { kind: 'staff', id: job.actorId } })
  }
  return rows.length
}
