import { useAsk } from '#agent/ask.ts'
import { FiguresTable } from '#agent/kit/figures-table.tsx'
import { usePeriod } from '#agent/kit/period.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { PromiseCounts } from '../contract.ts'

/** How many promises were kept in time: all, by person, by what the conversation was about. */
export function PromiseFigures() {
  const { choice, query } = usePeriod(m.promises_period())
  const figures = useAsk('GET /api/promises/figures', { query }, { staleTime: 60_000 })
  const reasons = useAsk('GET /api/contact-reasons', { query: {} }, { staleTime: 300_000 }).data?.items
  const reasonName = (id: number | null) => {
    const reason = reasons?.find((one) => one.id === id)
    if (!reason) return m.promises_no_reason()
    return getLocale() === 'ja' ? reason.nameJa : reason.nameEn
  }
  if (figures.error) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
  return (
    <div className="grid gap-6">
      {choice}
      {!figures.data || !reasons ? (
        <Skeleton className="h-40" />
      ) : figures.data.all.made === 0 ? (
        <EmptyState title={m.promises_none_made()} />
      ) : (
        <>
          <Table name={m.promises_all()} rows={[{ name: m.promises_all(), ...figures.data.all }]} />
          <Table
            name={m.promises_by_person()}
            rows={figures.data.byPerson.map((row) => ({
              ...row,
              name: row.staff?.name ?? m.promises_nobody(),
            }))}
          />
          <Table
            name={m.promises_by_reason()}
            rows={figures.data.byReason.map((row) => ({ ...row, name: reasonName(row.reasonId) }))}
          />
        </>
      )}
    </div>
  )
}

function Table({ name, rows }: { name: string; rows: (PromiseCounts & { name: string })[] }) {
  const columns = [
    m.promises_share(),
    m.promises_made(),
    m.promises_state_kept(),
    m.promises_state_kept_late(),
    m.promises_state_broken(),
    m.promises_group_overdue(),
    m.promises_still_to_come(),
  ]
  const cellsOf = (row: PromiseCounts) => [
    shareOf(row),
    row.made,
    row.keptInTime,
    row.keptLate,
    row.broken,
    row.overdue,
    row.open,
  ]
  return (
    <FiguresTable
      name={name}
      columns={columns}
      rows={rows.map((row) => ({ name: row.name, cells: cellsOf(row) }))}
      leading
    />
  )
}

/** In time among those whose time has come. */
function shareOf(row: PromiseCounts): string {
  const judged = row.keptInTime + row.keptLate + row.broken + row.overdue
  return judged === 0 ? '—' : `${Math.round((100 * row.keptInTime) / judged)} %`
}
