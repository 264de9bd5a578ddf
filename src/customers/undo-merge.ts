import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Customer, customerFor } from './door.ts'
import { exactly, type Moved, write } from './merge.ts'

/**
 * Takes a merge back: what it moved returns, what it taught is forgotten unless it was changed since, and what came since stays.
 */
export async function undoMerge(tx: Tx, kept: Customer, mergeId: number, actor: Actor): Promise<void> {
  const merge = await tx
    .selectFrom('customer_merges')
    .select(['merged_id', 'moved', 'undone_at'])
    .where('brand_id', '=', kept.brand_id)
    .where('id', '=', mergeId)
    .where('kept_id', '=', kept.id)
    .executeTakeFirst()
  if (!merge) throw notFound('merge')
  if (merge.undone_at !== null || kept.merged_into_id !== null) {
    throw new Refusal(409, 'cannot_undo', (locale) => m.customers_merge_cannot_undo({}, { locale }))
  }
  const merged = await customerFor(tx, merge.merged_id, 'change')
  const moved = merge.moved as unknown as Moved
  for (const table of ['identities', 'conversations', 'orders', 'visitors'] as const) {
    await sql`update ${sql.table(table)} set customer_id = ${merged.id}
      where brand_id = ${kept.brand_id} and customer_id = ${kept.id} and id = any (${moved[table]}::bigint[])`.execute(
      tx,
    )
  }
  await returnReferences(tx, kept, merged, moved)
  await write(tx, kept, await forgotten(tx, kept, moved))
  await write(tx, merged, { merged_into_id: null })
  await tx
    .updateTable('customer_merges')
    .set({ undone_at: new Date() })
    .where('brand_id', '=', kept.brand_id)
    .where('id', '=', mergeId)
    .execute()
  const told = {
    mergeId,
    keptId: kept.id,
    mergedId: merged.id,
    name: merged.name,
    conversationIds: moved.conversations.slice(0, 200),
  }
  await record(tx, {
    type: 'customer.merge_undone',
    brandId: kept.brand_id,
    customerId: kept.id,
    actor,
    data: told,
  })
  await record(tx, {
    type: 'customer.separated',
    brandId: kept.brand_id,
    customerId: merged.id,
    actor,
    data: told,
  })
}

async function returnReferences(tx: Tx, kept: Customer, merged: Customer, moved: Moved): Promise<void> {
  await sql`update mail_references set customer_id = ${merged.id}
    where brand_id = ${kept.brand_id} and customer_id = ${kept.id} and mail_id = any (${moved.references}::text[])`.execute(
    tx,
  )
  if (moved.dropped.length === 0) return
  await sql`insert into mail_references (brand_id, customer_id, mail_id, conversation_id)
    select ${kept.brand_id}, ${merged.id}, mail_id, conversation_id
    from jsonb_to_recordset(${JSON.stringify(moved.dropped)}::jsonb) as one (mail_id text, conversation_id bigint)
    on conflict do nothing`.execute(tx)
}

/** What the merge taught and nobody has changed since goes back to what it was. */
async function forgotten(tx: Tx, kept: Customer, moved: Moved): Promise<Record<string, unknown>> {
  const now = await exactly(tx, kept)
  return Object.fromEntries(
    Object.entries(moved.learned)
      .filter(([column, { after }]) => now[column as keyof typeof now] === after)
      .map(([column, { before }]) => [column, before]),
  )
}
