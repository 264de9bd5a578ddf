import { useMemo, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { type Order, OrderedLine, useOrder } from '#agent/settings-screen/ordered.tsx'
import { Page, Section } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { CustomField } from '../contract.ts'
import { FieldDialog } from './field-dialog.tsx'
import { chooses, choiceName, fieldName, kindName, otherName } from './words.ts'

type About = CustomField['about']
type Shown = CustomField | About
const stale = ['GET /api/custom-fields', 'GET /api/contact-reasons'] as const

/** What a brand wants to know of its conversations and of its customers, beyond what every desk knows. */
export default function FieldsPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/custom-fields', { query: { brandId } }, { enabled: brandId > 0 })
  const [dialog, setDialog] = useState<Shown>()
  const order = useFieldOrder(asked.data?.items)
  const add = (
    <Button look="primary" onClick={() => setDialog('conversation')}>
      {m.fields_new()}
    </Button>
  )
  return (
    <Page title={m.fields_page()} intro={m.fields_page_intro()} action={add}>
      {choice}
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : !asked.data ? (
        <Skeleton className="h-40" />
      ) : (
        <div>
          {(['conversation', 'customer'] as const).map((about) => (
            <Section key={about} title={words[about].title()}>
              <p className="-mt-2 mb-3 max-w-[88ch] text-list text-ink2">{words[about].intro()}</p>
              <FieldList
                about={about}
                all={asked.data.items.filter((field) => field.about === about)}
                order={order}
                onOpen={setDialog}
              />
            </Section>
          ))}
        </div>
      )}
      {dialog && (
        <FieldDialog
          brandId={brandId}
          field={typeof dialog === 'string' ? undefined : dialog}
          about={typeof dialog === 'string' ? dialog : dialog.about}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  )
}

const words = {
  conversation: {
    title: m.fields_of_conversations,
    intro: m.fields_of_conversations_intro,
    none: m.fields_of_conversations_none,
    add: m.fields_new_of_conversation,
  },
  customer: {
    title: m.fields_of_customers,
    intro: m.fields_of_customers_intro,
    none: m.fields_of_customers_none,
    add: m.fields_new_of_customer,
  },
}

/** Both lists at once, since they share the keys: to the order they are two branches of one tree. */
function useFieldOrder(fields: CustomField[] | undefined): Order {
  const move = useTell('PUT /api/custom-fields/{id}/place', { stale })
  const standing = useMemo(
    () =>
      fields
        ?.filter((field) => !field.isArchived)
        .map(({ id, about }) => ({ id, parentId: about === 'customer' ? -1 : null })),
    [fields],
  )
  return useOrder(standing, 1, m.fields_page(), (id, { beforeId }) =>
    move.mutate({ params: { id }, body: { beforeId } }),
  )
}

type ListProps = { about: About; all: CustomField[]; order: Order; onOpen: (field: Shown) => void }

function FieldList({ about, all, order, onOpen }: ListProps) {
  const change = useTell('PATCH /api/custom-fields/{id}', { stale })
  const archive = ({ id, isArchived }: CustomField) =>
    change.mutate({ params: { id }, body: { isArchived: !isArchived } })
  return (
    <>
      {all.length === 0 && <p className="mb-3 text-list text-ink3">{words[about].none()}</p>}
      {all.length > 0 && (
        <ul className="mb-3 border-t border-line">
          {all.map((field) => (
            <OrderedLine
              key={field.id}
              id={field.id}
              kind={`field-${about}`}
              name={fieldName(field)}
              about={<About field={field} />}
              marks={
                <>
                  <Chip>{kindName(field.kind)}</Chip>
                  {field.isArchived && <Chip tone="kohaku">{m.settings_archived()}</Chip>}
                </>
              }
              onDrop={(id) => order.put(id, { parentId: null, beforeId: field.id })}
              onOpen={() => onOpen(field)}
              entries={[
                { name: m.settings_change(), run: () => onOpen(field) },
                ...(field.isArchived ? [] : order.entriesFor(field.id)),
                'line',
                {
                  name: field.isArchived ? m.settings_unarchive() : m.settings_archive(),
                  run: () => archive(field),
                },
              ]}
            />
          ))}
        </ul>
      )}
      <Button onClick={() => onOpen(about)}>{words[about].add()}</Button>
    </>
  )
}

function About({ field }: { field: CustomField }) {
  const choices = chooses(field) ? field.choices.map(choiceName).join(' · ') : ''
  return (
    <span className="block truncate">
      <span lang={getLocale() === 'ja' ? 'en' : 'ja'}>{otherName(field)}</span> ·{' '}
      <code className="text-[11px]">{field.key}</code>
      {choices && ` · ${choices}`}
    </span>
  )
}
