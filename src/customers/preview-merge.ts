import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import type { MergePreview } from './contract.ts'
import { bothFor, mergeCustomers } from './merge.ts'
import { customerPage } from './page.ts'

/** What a merge would do, found by doing it and taking it back before anybody can see it. */
export async function previewMerge(
  tx: Tx,
  keptId: number,
  mergedId: number,
): Promise<Sendable<MergePreview>> {
  const both = await bothFor(tx, keptId, mergedId)
  const kept = await customerPage(tx, keptId)
  const merged = await customerPage(tx, mergedId)
  const { rows } = await sql<{ messages: number }>`
    select count(*) as messages from conversations c join messages msg on (msg.brand_id, msg.conversation_id) = (c.brand_id, c.id)
    where c.brand_id = ${both.merged.brand_id} and c.customer_id = ${mergedId}`.execute(tx)
  await sql`savepoint merging`.execute(tx)
  await mergeCustomers(tx, both, { kind: 'system' })
  const { merges: _, ...result } = await customerPage(tx, keptId)
  await sql`rollback to savepoint merging`.execute(tx)
  return {
    kept,
    merged,
    result: { ...result, merges: kept.merges },
    moves: {
      identities: merged.identities.length,
      conversations: merged.conversations,
      orders: merged.orders,
      messages: rows[0]?.messages ?? 0,
    },
  }
}
