import { useQueryClient } from '@tanstack/react-query'
import { tell } from '#agent/api.ts'
import { keyOf, useAsk } from '#agent/ask.ts'
import { wordsOf } from '#agent/kit/words.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { CustomerPage } from '../../contract.ts'
import { PanelHeading } from '../../ui/panel-heading.tsx'
import { FieldRow, type Save } from './field-row.tsx'
import { withValue } from './with-value.ts'

/** What the brand wants to know of its customers, filled in where it is read. */
export default function CustomerFields({
  customer,
  isPage = false,
}: {
  customer: CustomerPage
  /** Stands on the customer's own page, and not in the panel. */
  isPage?: boolean
}) {
  const fields = useAsk('GET /api/custom-fields', { query: {} }, { staleTime: 300_000 }).data?.items ?? []
  const isOff = useMe()?.role === 'read_only'
  const save = useSaving(customer)
  const shown = fields.filter(
    (field) => field.brandId === customer.brandId && field.about === 'customer' && !field.isArchived,
  )
  if (shown.length === 0) return null
  return (
    <section aria-label={m.fields_customer_fields()}>
      {isPage ? (
        <h2 className="mt-7 mb-2 text-read">{m.fields_customer_fields()}</h2>
      ) : (
        <PanelHeading>{m.fields_customer_fields()}</PanelHeading>
      )}
      <div className="grid gap-1.5">
        {shown.map((field) => (
          <FieldRow
            key={field.id}
            field={field}
            value={customer.fields[field.key]}
            isOff={isOff}
            onSave={save}
          />
        ))}
      </div>
    </section>
  )
}

/** Shown at once, and taken back where the desk refuses it. */
function useSaving(customer: CustomerPage): Save {
  const client = useQueryClient()
  const params = { id: customer.id }
  const key = keyOf('GET /api/customers/{id}', { params })
  const show = (change: (fields: CustomerPage['fields']) => CustomerPage['fields']) =>
    client.setQueryData<CustomerPage>(key, (page) => page && { ...page, fields: change(page.fields) })
  return async (name, value) => {
    const before = customer.fields[name]
    show((fields) => withValue(fields, name, value))
    try {
      const { fields } = await tell('PATCH /api/customers/{id}/fields', {
        params,
        body: { fields: { [name]: value } },
      })
      show(() => fields)
      return undefined
    } catch (error) {
      show((fields) => withValue(fields, name, before ?? null))
      return wordsOf(error)
    }
  }
}
