import type { ReactNode } from 'react'
import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'

/** Figures in rows; the first column names them, the others are numbers. Wider than the screen, it is moved sideways. */
export function Table({
  name,
  head,
  rows,
}: {
  name: string
  head: string[]
  rows: { key: string; cells: ReactNode[] }[]
}) {
  return (
    // A region that scrolls must be reached by keys.
    <div tabIndex={0} role="region" aria-label={name} className="overflow-x-auto">
      <table className="w-full border-collapse text-small">
        <thead>
          <tr>
            {head.map((one, at) => (
              <th
                key={one}
                scope="col"
                className={cx(
                  'border-b border-line px-2 py-1.5 align-bottom text-[11px] leading-[1.4] font-semibold text-ink3',
                  at === 0
                    ? 'min-w-[200px] pl-0 text-left'
                    : 'min-w-[72px] text-right [word-break:auto-phrase]',
                )}
              >
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, at) =>
                at === 0 ? (
                  <th key={at} scope="row" className="border-b border-line py-2 pr-2 text-left font-medium">
                    {cell}
                  </th>
                ) : (
                  <td
                    key={at}
                    className={cx(
                      'border-b border-line px-2 py-2 text-right whitespace-nowrap tabular-nums',
                      cell === 0 && 'text-ink3',
                    )}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function FileLink({ href }: { href: string }) {
  return (
    <a
      href={href}
      download
      className="text-small text-ink2 underline underline-offset-2 hover:text-ink max-phone:py-3"
    >
      {m.answers_download()}
    </a>
  )
}

/** A share as people read it; of none a dash. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${Math.round(share * 100)}%`
