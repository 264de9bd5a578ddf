import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { brandsOf } from '../conditions.ts'
import type { PromiseCounts } from './contract.ts'

type Grouped = PromiseCounts & {
  staff: { id: number; name: string } | null
  reasonId: number | null
  kind: 'all' | 'person' | 'reason'
}
const none: PromiseCounts = { made: 0, keptInTime: 0, keptLate: 0, broken: 0, open: 0, overdue: 0 }

/**
 * What became of the promises made in a time; those taken back count for nothing. In time is by the time that was last named to the customer
 * before it passed. A broken promise, and an open one whose time is over, is a promise not kept.
 */
export async function promiseFigures(
  tx: Tx,
  query: { brandId?: number | undefined; from: string; to: string },
): Promise<{
  all: PromiseCounts
  byPerson: (PromiseCounts & { staff: Grouped['staff'] })[]
  byReason: (PromiseCounts & { reasonId: number | null })[]
}> {
  const { rows } = await sql<Grouped>`
    select case grouping(p.owner_id, p.reason_id) when 3 then 'all' when 1 then 'person' else 'reason' end as kind,
      p.reason_id as "reasonId",
      case when p.owner_id is not null then jsonb_build_object('id', p.owner_id, 'name', max(owner.name)) end as staff,
      count(*)::int as made,
      count(*) filter (where p.state = 'kept' and p.ended_at <= p.due_at)::int as "keptInTime",
      count(*) filter (where p.state = 'kept' and p.ended_at > p.due_at)::int as "keptLate",
      count(*) filter (where p.state = 'broken')::int as broken,
      count(*) filter (where p.state = 'open' and p.due_at >= ${now()})::int as open,
      count(*) filter (where p.state = 'open' and p.due_at < ${now()})::int as overdue
    from promises p left join staff owner on owner.id = p.owner_id
    where p.brand_id = any (${brandsOf(tx, query)}::bigint[]) and p.state <> 'cancelled'
      and p.made_at >= ${query.from}::timestamptz and p.made_at < ${query.to}::timestamptz
    group by grouping sets ((), (p.owner_id), (p.reason_id))
    order by made desc, p.owner_id, p.reason_id`.execute(tx)
  const counts = ({ made, keptInTime, keptLate, broken, open, overdue }: Grouped): PromiseCounts => ({
    made,
    keptInTime,
    keptLate,
    broken,
    open,
    overdue,
  })
  const all = rows.find((row) => row.kind === 'all')
  return {
    all: all ? counts(all) : none,
    byPerson: rows
      .filter((row) => row.kind === 'person')
      .map((row) => ({ ...counts(row), staff: row.staff })),
    byReason: rows
      .filter((row) => row.kind === 'reason')
      .map((row) => ({ ...counts(row), reasonId: row.reasonId })),
  }
}
