import { sql } from 'kysely'
import { brandsOf } from '#conversations/conditions.ts'
import type { Tx } from '#platform/database.ts'
import type { EscalationCounts } from './contract.ts'

type Named = { id: number; nameJa: string; nameEn: string }
type Grouped = EscalationCounts & {
  kind: 'all' | 'reason' | 'level'
  reason: Named | null
  level: (Named & { position: number }) | null
}
const none: EscalationCounts = {
  raised: 0,
  accepted: 0,
  late: 0,
  sentBack: 0,
  open: 0,
  minutesToAccept: null,
  minutesToEnd: null,
}

/**
 * What was escalated in a time and what became of it. By level each stage counts where it stood, so one that went up counts at both; by
 * reason, and in all, each escalation counts once.
 */
export async function escalationFigures(
  tx: Tx,
  query: { brandId?: number | undefined; from: string; to: string },
): Promise<{
  all: EscalationCounts
  byReason: (EscalationCounts & { reason: Named | null })[]
  byLevel: (EscalationCounts & { level: Named & { position: number } })[]
}> {
  const brands = brandsOf(tx, query)
  const minutes = (from: string, to: string) => sql`round(extract(epoch from percentile_cont(0.5) within group
    (order by ${sql.ref(to)} - ${sql.ref(from)}) filter (where ${sql.ref(to)} is not null)) / 60)::int`
  const within = sql`e.brand_id = any (${brands}::bigint[]) and e.raised_at >= ${query.from}::timestamptz
    and e.raised_at < ${query.to}::timestamptz`
  const { rows } = await sql<Grouped>`
    select case when grouping(e.reason_id) = 1 then 'all' else 'reason' end as kind,
      case when e.reason_id is not null then jsonb_build_object('id', e.reason_id, 'nameJa', max(reason.name_ja),
        'nameEn', max(reason.name_en)) end as reason, null as level,
      count(*)::int as raised, count(e.first_accepted_at)::int as accepted,
      count(*) filter (where exists (select from escalation_stages s where s.brand_id = e.brand_id
        and s.escalation_id = e.id and s.late_at is not null))::int as late,
      count(*) filter (where e.state = 'sent_back')::int as "sentBack",
      count(*) filter (where e.ended_at is null)::int as open,
      ${minutes('e.raised_at', 'e.first_accepted_at')} as "minutesToAccept",
      ${minutes('e.raised_at', 'e.ended_at')} as "minutesToEnd"
    from escalations e left join escalation_reasons reason on (reason.brand_id, reason.id) = (e.brand_id, e.reason_id)
    where ${within} group by grouping sets ((), (e.reason_id))
    order by raised desc, e.reason_id`.execute(tx)
  const { rows: levels } = await sql<Grouped>`
    select 'level' as kind, null as reason, jsonb_build_object('id', level.id, 'nameJa', level.name_ja,
        'nameEn', level.name_en, 'position', level.position) as level,
      count(*)::int as raised, count(s.accepted_at)::int as accepted, count(s.late_at)::int as late,
      count(*) filter (where e.state = 'sent_back' and e.level_id = level.id)::int as "sentBack",
      count(*) filter (where s.left_at is null)::int as open,
      ${minutes('s.asked_at', 's.accepted_at')} as "minutesToAccept",
      ${minutes('s.asked_at', 's.left_at')} as "minutesToEnd"
    from escalations e join escalation_stages s on (s.brand_id, s.escalation_id) = (e.brand_id, e.id)
    join escalation_levels level on (level.brand_id, level.id) = (s.brand_id, s.level_id)
    where ${within} group by level.brand_id, level.id
    order by level.position, level.id`.execute(tx)
  const all = rows.find((row) => row.kind === 'all')
  return {
    all: all ? counts(all) : none,
    byReason: rows
      .filter((row) => row.kind === 'reason')
      .map((row) => ({ ...counts(row), reason: row.reason })),
    byLevel: levels.flatMap((row) => (row.level ? [{ ...counts(row), level: row.level }] : [])),
  }
}

const counts = (row: Grouped): EscalationCounts => ({
  raised: row.raised,
  accepted: row.accepted,
  late: row.late,
  sentBack: row.sentBack,
  open: row.open,
  minutesToAccept: row.minutesToAccept,
  minutesToEnd: row.minutesToEnd,
})
