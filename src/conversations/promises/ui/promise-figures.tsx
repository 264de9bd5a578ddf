import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Select } from '#agent/kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { PromiseCounts } from '../contract.ts'

const day = 86_400_000
const periods = [7, 28, 90] as const

/** How many promises were kept in time: all, by person, by what the conversation was about. */
export function PromiseFigures() {
  const [days, setDays] = useState(28)
  // A span that ends with today keeps its answer while the page is read.
  const to = new Date(Math.ceil(Date.now() / day) * day)
  const query = { from: new Date(to.getTime() - days * day).toISOString(), to: to.toISOString() }
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
      <div className="w-[180px] max-phone:w-full">
        <Select
          name={m.promises_period()}
          value={String(days)}
          onChange={(event) => setDays(Number(event.target.value))}
          choices={periods.map((one) => ({ value: String(one), name: m.promises_days({ count: one }) }))}
        />
      </div>
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
    ['made', m.promises_made()],
    ['keptInTime', m.promises_state_kept()],
    ['keptLate', m.promises_state_kept_late()],
    ['broken', m.promises_state_broken()],
    ['overdue', m.promises_group_overdue()],
    ['open', m.promises_still_to_come()],
  ] as const
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={name}>
      <table className="w-full text-list tabular-nums">
        <thead>
          <tr className="border-b border-line text-small text-ink2">
            <th scope="col" className="py-1.5 pr-3 text-left font-semibold whitespace-nowrap">
              {name}
            </th>
            <th scope="col" className="px-2 text-right font-semibold whitespace-nowrap">
              {m.promises_share()}
            </th>
            {columns.map(([key, words]) => (
              <th key={key} scope="col" className="px-2 text-right font-normal whitespace-nowrap">
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
              <td className="px-2 text-right font-semibold">{shareOf(row)}</td>
              {columns.map(([key]) => (
                <td key={key} className="px-2 text-right">
                  {row[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** In time among those whose time has come. */
function shareOf(row: PromiseCounts): string {
  const judged = row.keptInTime + row.keptLate + row.broken + row.overdue
  return judged === 0 ? '—' : `${Math.round((100 * row.keptInTime) / judged)} %`
}
