import { useDeferredValue, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { customerName } from '#conversations/ui/words.ts'
import { m } from '#texts'
import type { CustomerPage, CustomerSummary, Suggestion } from '../contract.ts'

/** Two customers become one: first whom, then what it would do, then it is done; it can be undone on the customer's page. */
export function MergeDialog({ customer, onClose }: { customer: CustomerPage; onClose: () => void }) {
  const [other, setOther] = useState<number>()
  return (
    <Dialog
      title={m.customers_merge_title({ name: customerName(customer) })}
      isOpen
      onClose={onClose}
      width={560}
    >
      {other === undefined ? (
        <Choose customer={customer} onChoose={setOther} />
      ) : (
        <Preview customer={customer} other={other} onBack={() => setOther(undefined)} onDone={onClose} />
      )}
    </Dialog>
  )
}

const reasons: Record<Suggestion['reasons'][number], () => string> = {
  same_address: m.customers_same_address,
  same_phone: m.customers_same_phone,
  same_order: m.customers_same_order,
  same_name_and_postcode: m.customers_same_name_and_postcode,
  same_name: m.customers_same_name,
}

function Choose({ customer, onChoose }: { customer: CustomerPage; onChoose: (id: number) => void }) {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const suggested =
    useAsk('GET /api/customers/{id}/merge-suggestions', { params: { id: customer.id } }).data?.items ?? []
  const found = useAsk(
    'GET /api/customers',
    { query: { q, brandId: customer.brandId, limit: 10 } },
    { enabled: q.length > 0 },
  ).data
  const others = (found?.items ?? []).filter((one) => one.id !== customer.id)
  return (
    <div className="grid gap-3">
      <TextField
        name={m.customers_find()}
        type="search"
        autoFocus
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {q === '' && suggested.length > 0 && (
        <h3 className="text-small text-ink3">{m.customers_suggested()}</h3>
      )}
      <ul className="grid gap-1">
        {q === ''
          ? suggested.map((one) => (
              <Candidate
                key={one.customer.id}
                customer={one.customer}
                onChoose={onChoose}
                marks={one.reasons.map((reason) => reasons[reason]())}
              />
            ))
          : others.map((one) => <Candidate key={one.id} customer={one} onChoose={onChoose} marks={[]} />)}
      </ul>
    </div>
  )
}

type CandidateProps = { customer: CustomerSummary; marks: string[]; onChoose: (id: number) => void }

function Candidate({ customer, marks, onChoose }: CandidateProps) {
  return (
    <li>
      <button
        type="button"
        onClick={() => onChoose(customer.id)}
        className="flex min-h-10 w-full flex-wrap items-center gap-2 rounded-[8px] border border-line px-3 py-1.5 hover:bg-mat max-phone:min-h-11"
      >
        <span className="font-medium">{customerName(customer)}</span>
        <span className="text-small text-ink3">{customer.address}</span>
        {marks.map((mark) => (
          <Chip key={mark} tone="ai">
            {mark}
          </Chip>
        ))}
      </button>
    </li>
  )
}

type PreviewProps = { customer: CustomerPage; other: number; onBack: () => void; onDone: () => void }

function Preview({ customer, other, onBack, onDone }: PreviewProps) {
  const asked = useAsk('GET /api/customers/{id}/merge-preview', {
    params: { id: customer.id },
    query: { with: other },
  })
  const merge = useTell('POST /api/customers/{id}/merges', {
    stale: [
      'GET /api/customers/{id}',
      'GET /api/customers',
      'GET /api/customers/{id}/timeline',
      'GET /api/conversations',
    ],
    onDone,
  })
  if (asked.error) return <ErrorState error={asked.error} onRetry={onBack} />
  if (!asked.data) return <Skeleton className="h-32" />
  const { merged, result, moves } = asked.data
  return (
    <div className="grid gap-4">
      <p className="text-read">
        {m.customers_merge_words({ merged: customerName(merged), kept: customerName(customer) })}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-list [&>dt]:text-ink3">
        <dt>{m.customers_identities()}</dt>
        <dd>+{moves.identities}</dd>
        <dt>{m.customers_conversations()}</dt>
        <dd>+{moves.conversations}</dd>
        <dt>{m.customers_orders()}</dt>
        <dd>+{moves.orders}</dd>
      </dl>
      <div className="flex flex-wrap gap-1.5">
        {result.identities.map((identity) => (
          <Chip key={identity.id}>{identity.value}</Chip>
        ))}
      </div>
      <p className="text-small text-ink3">{m.customers_merge_undo_hint()}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{m.customers_another()}</Button>
        <Button
          look="primary"
          isBusy={merge.isPending}
          onClick={() => merge.mutate({ params: { id: customer.id }, body: { customerId: other } })}
        >
          {m.customers_merge()}
        </Button>
      </div>
    </div>
  )
}
