import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { tell } from '#agent/api.ts'
import { forget, keyOf, useAsk } from '#agent/ask.ts'
import { wordsOf } from '#agent/kit/words.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import { FieldRow, type Save } from '../../customers/fields/ui/field-row.tsx'
import { withValue } from '../../customers/fields/ui/with-value.ts'
import { PanelHeading } from '../../customers/ui/panel-heading.tsx'
import type { ConversationPage } from '../contract.ts'
import { type AskedField, formOf } from './form-of.ts'
import { useMissingFields } from './missing-fields.ts'
import { patch } from './use-changes.ts'
import { keepingField } from './use-fields.ts'

/** What is to be filled in for this conversation's reason, and behind a fold the brand's other fields. */
export default function ConversationForm({ conversation }: { conversation: ConversationPage }) {
  const save = useSaving(conversation.id)
  const often = { staleTime: 300_000 }
  const reasons = useAsk('GET /api/contact-reasons', { query: {} }, often).data?.items
  const fields = useAsk('GET /api/custom-fields', { query: {} }, often).data?.items
  if (!reasons || !fields) return null
  const { asked, others } = formOf(conversation, reasons, fields)
  return (
    <Form
      conversation={conversation}
      asked={asked}
      others={others.map((field) => ({ field, isRequired: false }))}
      onSave={save}
    />
  )
}

type FormProps = {
  conversation: ConversationPage
  asked: AskedField[]
  others: AskedField[]
  onSave: Save
}

function Form({ conversation, asked, others, onSave }: FormProps) {
  const section = useRef<HTMLElement>(null)
  const missing = useMissingFields(conversation.id)
  useEffect(() => {
    const [first] = missing?.keys ?? []
    if (first === undefined) return
    // After the panel has opened.
    const timer = setTimeout(() => {
      const place = section.current?.querySelector<HTMLElement>(`[data-field="conversation.${first}"]`)
      place?.focus({ preventScroll: true })
      place?.scrollIntoView({ block: 'center' })
    })
    return () => clearTimeout(timer)
  }, [missing])
  if (asked.length + others.length === 0) return null
  const rows = (all: AskedField[]) => (
    <div className="grid gap-1.5">
      {all.map(({ field, isRequired }) => (
        <FieldRow
          key={field.id}
          field={field}
          value={conversation.fields[field.key]}
          isRequired={isRequired}
          isMissing={missing?.keys.includes(field.key) ?? false}
          isOff={!conversation.may.change}
          onSave={onSave}
        />
      ))}
    </div>
  )
  return (
    <section ref={section} aria-label={m.fields_form()}>
      {asked.length > 0 && (
        <>
          <PanelHeading>{m.fields_form()}</PanelHeading>
          {rows(asked)}
        </>
      )}
      {others.length > 0 && (
        <details
          className={asked.length > 0 ? 'mt-2' : undefined}
          open={others.some(({ field }) => conversation.fields[field.key] !== undefined) || undefined}
        >
          <summary className="min-h-6 cursor-pointer text-[11px] font-semibold text-ink3 hover:text-ink max-phone:min-h-11 max-phone:py-3">
            {asked.length > 0 ? m.fields_more() : m.fields_page()}
          </summary>
          <div className="pt-1">{rows(others)}</div>
        </details>
      )}
    </section>
  )
}

/** Shown at once, and taken back where the desk refuses it; why is said beside the field. */
function useSaving(id: number): Save {
  const client = useQueryClient()
  const params = { id }
  const now = () =>
    client.getQueryData<ConversationPage>(keyOf('GET /api/conversations/{id}', { params }))?.fields ?? {}
  return async (key, value) => {
    const before = now()[key] ?? null
    patch(client, id, { fields: withValue(now(), key, value) })
    const told = tell('PATCH /api/conversations/{id}/fields', { params, body: { fields: { [key]: value } } })
    keepingField(id, told)
    try {
      const { fields } = await told
      patch(client, id, { fields })
      forget(client, aboutConversation(id).slice(2))
      return undefined
    } catch (error) {
      patch(client, id, { fields: withValue(now(), key, before) })
      return wordsOf(error)
    }
  }
}
