import { useState } from 'react'
import { m } from '#texts'
import { Select } from './field.tsx'

const day = 86_400_000
const periods = [7, 28, 90] as const

/** The days that figures are of, ending with today, and the field to choose them by. */
export function usePeriod(name: string) {
  const [days, setDays] = useState(28)
  // A span that ends with today keeps its answer while the page is read.
  const to = new Date(Math.ceil(Date.now() / day) * day)
  const choice = (
    <div className="w-[180px] max-phone:w-full">
      <Select
        name={name}
        value={String(days)}
        onChange={(event) => setDays(Number(event.target.value))}
        choices={periods.map((one) => ({ value: String(one), name: m.promises_days({ count: one }) }))}
      />
    </div>
  )
  return { choice, query: { from: new Date(to.getTime() - days * day).toISOString(), to: to.toISOString() } }
}
