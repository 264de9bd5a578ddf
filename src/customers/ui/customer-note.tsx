import { useEffect, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { m } from '#texts'
import type { CustomerPage } from '../contract.ts'
import { PanelHeading } from './panel-heading.tsx'

/** What staff should know about this customer; kept when the field is left. */
export function CustomerNote({ customer }: { customer: CustomerPage }) {
  const [note, setNote] = useState(customer.note)
  const change = useTell('PATCH /api/customers/{id}', { stale: ['GET /api/customers/{id}'] })
  useEffect(() => setNote(customer.note), [customer.note])
  return (
    <section>
      <PanelHeading>{m.agent_customer_note()}</PanelHeading>
      <textarea
        aria-label={m.agent_customer_note()}
        placeholder={m.agent_customer_note_hint()}
        value={note}
        rows={Math.min(8, Math.max(2, note.split('\n').length))}
        onChange={(event) => setNote(event.target.value)}
        onBlur={() =>
          note !== customer.note && change.mutate({ params: { id: customer.id }, body: { note } })
        }
        className="w-full resize-none rounded-[8px] border border-line bg-paper px-3 py-2 text-small leading-[1.65]"
      />
    </section>
  )
}
