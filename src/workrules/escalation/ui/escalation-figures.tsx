import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Select } from '#agent/kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import type { EscalationCounts } from '../contract.ts'
import { nameOf, spanOf } from './words.ts'

const day = 86_400_000
const periods = [7, 28, 90] as const

/** How many there were, how soon they were taken over and settled: all, by level, by reason. */
export function EscalationFigures() {
  const [days, setDays] = useState(28)
  // A span that ends with today keeps its answer while the page is read.
  const to = new Date(Math.ceil(Date.now() / day) * day)
  const query = { from: new Date(to.getTime() - days * day).toISOString(), to: to.toISOString() }
  const figures = useAsk('GET /api/escalations/figures', { query }, { staleTime: 60_000 })
  if (figures.error) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
  return (
    <div className="grid gap-6">
      <div className="w-[180px] max-phone:w-full">
        <Select
          name={m.escalation_period()}
          value={String(days)}
          onChange={(event) => setDays(Number(event.target.value))}
          choices={periods.map((one) => ({ value: String(one), name: m.promises_days({ count: one }) }))}
        />
      </div>
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
  const columns: [string, (row: Row) => string | number][] = [
    [m.escalation_count_raised(), (row) => row.raised],
    [m.escalation_count_accepted(), (row) => row.accepted],
    [m.escalation_count_late(), (row) => row.late],
    [m.escalation_count_back(), (row) => row.sentBack],
    [m.escalation_count_open(), (row) => row.open],
    [m.escalation_to_accept(), (row) => span(row.minutesToAccept)],
    [m.escalation_to_end(), (row) => span(row.minutesToEnd)],
  ]
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={name}>
      <table className="w-full text-list tabular-nums">
        <thead>
          <tr className="border-b border-line text-small text-ink2">
            <th scope="col" className="py-1.5 pr-3 text-left font-semibold whitespace-nowrap">
              {name}
            </th>
            {columns.map(([words]) => (
              <th key={words} scope="col" className="px-2 text-right font-normal whitespace-nowrap">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-b border-line">
              <th scope="row" className="min-w-[120px] py-1.5 pr-3 text-left font-normal">
                {row.name}
              </th>
              {columns.map(([words, value]) => (
                <td key={words} className="px-2 text-right whitespace-nowrap">
                  {value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
