import { useAsk } from '#agent/ask.ts'
import { FiguresTable } from '#agent/kit/figures-table.tsx'
import { usePeriod } from '#agent/kit/period.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { spanOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { EscalationCounts } from '../contract.ts'
import { nameOf } from './words.ts'

/** How many there were, how soon they were taken over and settled: all, by level, by reason. */
export function EscalationFigures() {
  const { choice, query } = usePeriod(m.escalation_period())
  const figures = useAsk('GET /api/escalations/figures', { query }, { staleTime: 60_000 })
  if (figures.error) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
  return (
    <div className="grid gap-6">
      {choice}
      {!figures.data ? (
        <Skeleton className="h-40" />
      ) : figures.data.all.raised === 0 ? (
        <EmptyState title={m.escalation_none_raised()} />
      ) : (
        <>
          <Table name={m.escalation_all()} rows={[{ name: m.escalation_all(), ...figures.data.all }]} />
          <Table
            name={m.escalation_by_level()}
            rows={figures.data.byLevel.map((row) => ({ ...row, name: nameOf(row.level) }))}
          />
          <Table
            name={m.escalation_by_reason()}
            rows={figures.data.byReason.map((row) => ({
              ...row,
              name: row.reason ? nameOf(row.reason) : m.escalation_own_words(),
            }))}
          />
          <p className="text-small text-ink3">{m.escalation_figures_hint()}</p>
        </>
      )}
    </div>
  )
}

type Row = EscalationCounts & { name: string }

function Table({ name, rows }: { name: string; rows: Row[] }) {
  const span = (minutes: number | null) => (minutes === null ? '—' : spanOf(minutes))
  const columns = [
    m.escalation_count_raised(),
    m.escalation_count_accepted(),
    m.escalation_count_late(),
    m.escalation_count_back(),
    m.escalation_count_open(),
    m.escalation_to_accept(),
    m.escalation_to_end(),
  ]
  const cellsOf = (row: Row) => [
    row.raised,
    row.accepted,
    row.late,
    row.sentBack,
    row.open,
    span(row.minutesToAccept),
    span(row.minutesToEnd),
  ]
  return (
    <FiguresTable
      name={name}
      columns={columns}
      rows={rows.map((row) => ({ name: row.name, cells: cellsOf(row) }))}
    />
  )
}
