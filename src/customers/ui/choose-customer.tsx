import { useDeferredValue, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { customerName } from '../../conversations/ui/words.ts'
import type { CustomerPage, CustomerSummary } from '../contract.ts'
import { likenessWords } from './words.ts'

/** Another customer of the brand: those who look like the same person first, everybody else by searching. */
export function ChooseCustomer({
  customer,
  onChoose,
}: {
  customer: CustomerPage
  onChoose: (id: number) => void
}) {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const suggested =
    useAsk('GET /api/customers/{id}/merge-suggestions', { params: { id: customer.id } }).data?.items ?? []
  const found = useAsk(
    'GET /api/customers',
    { query: { q, brandId: customer.brandId, limit: 10 } },
    { enabled: q.length > 0 },
  ).data?.items.filter((one) => one.id !== customer.id)
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
                marks={one.reasons.map(likenessWords)}
              />
            ))
          : found?.map((one) => <Candidate key={one.id} customer={one} onChoose={onChoose} marks={[]} />)}
      </ul>
      {q !== '' && found?.length === 0 && (
        <p className="py-3 text-center text-small text-ink3">{m.customers_nobody_found()}</p>
      )}
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
