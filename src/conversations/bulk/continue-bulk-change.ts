import { type Selectable, sql } from 'kysely'
import type { BulkChanges } from '#database/tables.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { Refusal } from '#platform/refusal.ts'
import { worksForBrand } from '../assign.ts'
import { conversationFor } from '../door.ts'
import { applyChange } from './apply-change.ts'
import { bulkChange } from './contract.ts'
import { mostNamed } from './progress.ts'
import { continuing } from './start-bulk-change.ts'

const chunk = 200

/**
 * Changes the next conversations of a bulk change: a chunk, its progress and the job for the next chunk are one transaction, so after
 * a crash it goes on where it was and changes none twice.
 */
export async function continueBulkChange(db: Database, job: { brandId: number; id: number }): Promise<void> {
  // The same few statements for every conversation: planning each anew took longer than the work.
  await inBrands(db, [job.brandId], (tx) => changeChunk(tx, job), { keepsPlans: true })
}

async function changeChunk(tx: Tx, job: { brandId: number; id: number }): Promise<void> {
  const row = await tx
    .selectFrom('bulk_changes')
    .selectAll()
    .where('brand_id', '=', job.brandId)
    .where('id', '=', job.id)
    .where('finished_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return
  const ids = await nextTargets(tx, row)
  const mayStill = await worksForBrand(tx, row.brand_id, row.staff_id, 'answers')
  const refusedIds = mayStill ? await changeAll(tx, row, ids) : ids
  const refused = refusedIds.length
  const isFinished = ids.length < chunk
  await tx
    .updateTable('bulk_changes')
    .set((set) => ({
      done: set('done', '+', ids.length - refused),
      refused: set('refused', '+', refused),
      cursor: ids.at(-1) ?? row.cursor,
      ...(isFinished ? { finished_at: now() } : {}),
    }))
    .where('brand_id', '=', row.brand_id)
    .where('id', '=', row.id)
    .execute()
  await forgetTargets(
    tx,
    row,
    ids.filter((id) => !refusedIds.includes(id)),
  )
  if (isFinished) await forgetMost(tx, row)
  else await addJob(tx, 'continue-bulk-change', job, continuing(row.id))
}

async function nextTargets(tx: Tx, row: Selectable<BulkChanges>): Promise<number[]> {
  const targets = await tx
    .selectFrom('bulk_change_targets')
    .select('conversation_id')
    .where('brand_id', '=', row.brand_id)
    .where('bulk_change_id', '=', row.id)
    .where('conversation_id', '>', row.cursor)
    .orderBy('conversation_id')
    .limit(chunk)
    .execute()
  return targets.map((target) => target.conversation_id)
}

/** Actions refuse before they write, so one that is refused leaves nothing and the rest goes on. Answers which were. */
async function changeAll(tx: Tx, row: Selectable<BulkChanges>, ids: number[]): Promise<number[]> {
  const change = bulkChange.parse(row.change)
  const refused: number[] = []
  for (const id of ids) {
    try {
      await applyChange(tx, await conversationFor(tx, id, 'change'), change, row.staff_id)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push(id)
    }
  }
  return refused
}

/** What has been changed is no target any more; what was refused stays, so that it can be shown. */
async function forgetTargets(tx: Tx, row: Selectable<BulkChanges>, ids: number[]): Promise<void> {
  await tx
    .deleteFrom('bulk_change_targets')
    .where('brand_id', '=', row.brand_id)
    .where('bulk_change_id', '=', row.id)
    .where('conversation_id', '=', sql<number>`any (${ids}::bigint[])`)
    .execute()
}

/** Nobody goes through more than these one by one. */
async function forgetMost(tx: Tx, row: Selectable<BulkChanges>): Promise<void> {
  await sql`
    delete from bulk_change_targets where brand_id = ${row.brand_id} and bulk_change_id = ${row.id} and conversation_id > (
      select conversation_id from bulk_change_targets where brand_id = ${row.brand_id} and bulk_change_id = ${row.id}
      order by conversation_id offset ${mostNamed - 1} limit 1)`.execute(tx)
}
