import { lazy, Suspense, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { m } from '#texts'
import { customerName } from '../../conversations/ui/words.ts'
import type { Suggestion } from '../contract.ts'
import { PanelHeading } from './customer-panel.tsx'

const MergeCustomers = lazy(() => import('./merge-customers.tsx'))

/** Who may be the same person; only a person decides. */
export function MergeSuggestions({ customerId }: { customerId: number }) {
  const [other, setOther] = useState<number>()
  const found = useAsk(
    'GET /api/customers/{id}/merge-suggestions',
    { params: { id: customerId } },
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
          <MergeCustomers id={customerId} other={other} onClose={() => setOther(undefined)} />
        )}
      </Suspense>
    </section>
  )
}

function likenessWords(reason: Suggestion['reasons'][number]): string {
  return {
    same_address: m.agent_same_address,
    same_phone: m.agent_same_phone,
    same_order: m.agent_same_order,
    same_name_and_postcode: m.agent_same_name_postcode,
    same_name: m.agent_same_name,
  }[reason]()
}
