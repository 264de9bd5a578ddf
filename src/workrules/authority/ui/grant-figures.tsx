import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { TextField } from '#agent/kit/field.tsx'
import { FiguresTable } from '#agent/kit/figures-table.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import type { GrantFigure } from '../figures-contract.ts'
import { roleName } from './roles.ts'
import { kindName, quantity } from './words.ts'

/** What was given in a month: by kind, by person, and what of each budget is used. */
export function GrantFigures() {
  const { brandId, choice } = useBrand()
  const [month, setMonth] = useState<string>()
  const query = { brandId, ...(month ? { month } : {}) }
  const asked = useAsk('GET /api/grants/figures', { query }, { enabled: brandId > 0 })
  const figures = asked.data
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
  return (
    <div className="grid gap-6">
      {choice}
      <div className="w-[180px] max-phone:w-full">
        <TextField
          name={m.authority_month()}
          type="month"
          value={month ?? figures?.month ?? ''}
          onChange={(event) => setMonth(event.target.value || undefined)}
        />
      </div>
      {!figures && <Skeleton className="h-40" />}
      {figures?.byKind.length === 0 && <EmptyState title={m.authority_none_month()} />}
      {figures && figures.byKind.length > 0 && (
        <>
          <Table
            name={m.authority_by_kind()}
            columns={[
              m.authority_amount(),
              m.authority_times(),
              m.authority_with_approval(),
              m.authority_times_refused(),
            ]}
            rows={figures.byKind.map((row) => [kindName(row.kind), ...cellsOf(row)])}
          />
          <Table
            name={m.authority_by_person()}
            columns={[
              m.authority_kind(),
              m.authority_amount(),
              m.authority_times(),
              m.authority_with_approval(),
              m.authority_times_refused(),
            ]}
            rows={figures.byPerson
              .toSorted((one, other) => one.staff.name.localeCompare(other.staff.name))
              .map((row) => [row.staff.name, kindName(row.kind), ...cellsOf(row)])}
          />
          <Table
            name={m.authority_budgets()}
            columns={[m.authority_kind(), m.authority_spent(), m.authority_reserved(), m.authority_limit()]}
            rows={figures.budgets.map((row) => {
              const say = (amount: string) => quantity(amount, row.kind, row.currency)
              const whose =
                row.staff?.name ??
                (row.role === 'exceptions' || row.role === null
                  ? m.authority_role_exceptions()
                  : m.authority_all_of_role({ role: roleName(row.role) }))
              const limit = row.perMonth === null ? m.authority_cell_unbounded() : say(row.perMonth)
              return [whose, kindName(row.kind), say(row.spent), say(row.reserved), limit]
            })}
          />
        </>
      )}
    </div>
  )
}

const cellsOf = (row: GrantFigure): string[] => [
  quantity(row.amount, row.kind, row.currency),
  String(row.count),
  quantity(row.approved, row.kind, row.currency),
  String(row.refused),
]

function Table({ name, columns, rows }: { name: string; columns: string[]; rows: string[][] }) {
  return (
    <FiguresTable
      name={name}
      columns={columns}
      rows={rows.map(([first = '', ...cells]) => ({ name: first, key: [first, ...cells].join(), cells }))}
    />
  )
}
