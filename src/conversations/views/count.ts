import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { brandsOf, conditionsOf } from '../conditions.ts'
import type { ConversationFilter } from '../contract.ts'
import type { Count } from './contract.ts'

const most = 1_000

/**
 * Counts what each filter shows, all in one statement and in the order given. Counting stops after 1,000 in each brand, so a count costs
 * the same however many there are. `isAlways` says that the same filters are asked for again and again, so that their plan is kept.
 */
export async function countConversations(
  tx: Tx,
  caller: Caller,
  filters: readonly ConversationFilter[],
  { isAlways = false } = {},
): Promise<Count[]> {
  if (filters.length === 0) return []
  const counts: RawBuilder<unknown>[] = []
  for (const [at, filter] of filters.entries()) {
    const rows = sql`select from conversations c
      where c.brand_id = brand.id and ${await conditionsOf(tx, filter, caller)} limit ${most + 1}`
    counts.push(sql`select ${at}::int as at, sum(counted.total)::int as total
      from unnest(${brandsOf(tx, filter)}::bigint[]) as brand (id)
      cross join lateral (select count(*) as total from (${rows}) found) counted`)
  }
  const found = await sql<{
    at: number
    total: number | null
  }>`${isAlways ? sql`/* kept */` : sql``} ${sql.join(counts, sql` union all `)}`.execute(tx)
  const totals = new Map(found.rows.map((row) => [row.at, row.total ?? 0]))
  return filters.map((_, at) => capped(totals.get(at) ?? 0))
}

/** How many mentions of somebody they have not seen. */
export async function countUnseenMentions(tx: Tx, caller: Caller, brandIds: number[]): Promise<Count> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (
      select from mentions where brand_id = any (${brandIds}::bigint[]) and staff_id = ${caller.staffId} and seen_at is null
      limit ${most + 1}) found`.execute(tx)
  return capped(rows[0]?.total ?? 0)
}

const capped = (total: number): Count => ({ count: Math.min(total, most), isMore: total > most })
