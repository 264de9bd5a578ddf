import { lazy, Suspense, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { m } from '#texts'
import { customerName } from '../../conversations/ui/words.ts'
import type { CustomerPage } from '../contract.ts'
import { PanelHeading } from './panel-heading.tsx'
import { likenessWords } from './words.ts'

const MergeDialog = lazy(() => import('./merge-dialog.tsx'))

/** Who may be the same person; only a person decides. */
export function MergeSuggestions({ customer }: { customer: CustomerPage }) {
  const [other, setOther] = useState<number>()
  const found = useAsk(
    'GET /api/customers/{id}/merge-suggestions',
    { params: { id: customer.id } },
    { staleTime: 120_000, retry: false },
  ).data
  if (!found || found.items.length === 0) return null
  return (
    <section>
      <PanelHeading>{m.agent_maybe_same()}</PanelHeading>
      <ul className="grid gap-2">
        {found.items.slice(0, 3).map((one) => (
          <li key={one.customer.id} className="flex items-center gap-2 text-small">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{customerName(one.customer)}</span>
              <span className="block truncate text-[11px] text-ink3">
                {one.reasons.map(likenessWords).join(' · ')} {one.shared.join(', ')}
              </span>
            </span>
            <Button onClick={() => setOther(one.customer.id)}>{m.agent_compare()}</Button>
          </li>
        ))}
      </ul>
      <Suspense>
        {other !== undefined && (
          <MergeDialog customer={customer} other={other} onClose={() => setOther(undefined)} />
        )}
      </Suspense>
    </section>
  )
}
