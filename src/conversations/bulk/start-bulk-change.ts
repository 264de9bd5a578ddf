import { sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { notFound } from '#platform/refusal.ts'
import { brandsOf, conditionsOf } from '../conditions.ts'
import type { ConversationFilter } from '../contract.ts'
import type { BulkChange } from './contract.ts'

export type Selection = { ids: number[] } | { filter: ConversationFilter }

/**
 * Writes down what is to be changed, exactly: everything the filter shows at this moment, so that what arrives later is not touched. The
 * work itself is done by jobs. Returns the number under which progress is asked for.
 */
export async function startBulkChange(
  tx: Tx,
  caller: Caller,
  wish: { selection: Selection; change: BulkChange },
): Promise<number> {
  const filter = 'filter' in wish.selection ? wish.selection.filter : {}
  const brands = brandsOf(tx, filter)
  let group: number | undefined
  for (const brandId of brands) {
    const id = await openRow(tx, caller, brandId, group, wish)
    const total = await writeTargets(tx, caller, { brandId, id }, wish.selection)
    if (total === 0 && brands.length > 1 && group !== undefined) {
      await tx.deleteFrom('bulk_changes').where('brand_id', '=', brandId).where('id', '=', id).execute()
      continue
    }
    group ??= id
    await addJob(tx, 'continue-bulk-change', { brandId, id }, continuing(id))
  }
  if (group === undefined) throw notFound('brand')
  return group
}

/** Its next chunk waits behind everything else, such as answers that are to leave. */
export const continuing = (id: number) => ({ key: `bulk-change:${id}`, priority: 100 })

async function openRow(
  tx: Tx,
  caller: Caller,
  brandId: number,
  group: number | undefined,
  wish: { selection: Selection; change: BulkChange },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into bulk_changes (brand_id, group_id, staff_id, change, target)
    values (${brandId}, ${group ?? null}, ${caller.staffId}, ${JSON.stringify(wish.change)}, ${JSON.stringify(wish.selection)})
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('The bulk change was not written')
  if (group === undefined) {
    await sql`update bulk_changes set group_id = ${id} where brand_id = ${brandId} and id = ${id}`.execute(tx)
  }
  return id
}

/** Ids the caller cannot see are no targets: to them they are not there. */
async function writeTargets(
  tx: Tx,
  caller: Caller,
  row: { brandId: number; id: number },
  selection: Selection,
): Promise<number> {
  const conditions =
    'ids' in selection
      ? sql`c.id = any (${selection.ids}::bigint[])`
      : await conditionsOf(tx, selection.filter, caller)
  const { rows } = await sql<{ total: number }>`
    with targets as (
      insert into bulk_change_targets (brand_id, bulk_change_id, conversation_id)
      select c.brand_id, ${row.id}, c.id from unnest(${[row.brandId]}::bigint[]) as brand (id)
      join conversations c on c.brand_id = brand.id
      where ${conditions}
      returning conversation_id
    )
    update bulk_changes set total = (select count(*) from targets)
    where brand_id = ${row.brandId} and id = ${row.id} returning total`.execute(tx)
  return rows[0]?.total ?? 0
}
