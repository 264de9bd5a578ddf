/** One row of figures: its name and what stands under each column. */
export type FiguresRow = { name: string; key?: string; cells: readonly (string | number)[] }

/** Figures under a name, each column named once; it scrolls within itself where there is no room. */
export function FiguresTable({
  name,
  columns,
  rows,
  leading = false,
}: {
  name: string
  columns: readonly string[]
  rows: readonly FiguresRow[]
  /** Whether the first column is the one to be read first. */
  leading?: boolean
}) {
  const weightOf = (at: number, otherwise: string) => (leading && at === 0 ? 'font-semibold' : otherwise)
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={name}>
      <table className="w-full text-list tabular-nums">
        <thead>
          <tr className="border-b border-line text-small text-ink2">
            <th scope="col" className="py-1.5 pr-3 text-left font-semibold whitespace-nowrap">
              {name}
            </th>
            {columns.map((column, at) => (
              <th
                key={column}
                scope="col"
                className={`px-2 text-right whitespace-nowrap ${weightOf(at, 'font-normal')}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key ?? row.name} className="border-b border-line">
              <th scope="row" className="min-w-[120px] py-1.5 pr-3 text-left font-normal">
                {row.name}
              </th>
              {columns.map((column, at) => (
                <td key={column} className={`px-2 text-right whitespace-nowrap ${weightOf(at, '')}`}>
                  {row.cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
