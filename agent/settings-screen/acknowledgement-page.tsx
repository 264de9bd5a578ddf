import { type FormEvent, useState } from 'react'
import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { channelName } from '../../src/conversations/ui/words.ts'
import { useAsk } from '../ask.ts'
import { Check, TextArea } from '../kit/field.tsx'
import { ErrorState, Skeleton } from '../kit/states.tsx'
import { AcknowledgementCare } from './acknowledgement-care.tsx'
import { Page, Section } from './page.tsx'
import { SaveLine } from './save-line.tsx'
import { useBrand } from './use-brand.tsx'
import { useForm } from './use-form.ts'

type Acknowledgement = Brand['settings']['acknowledgement']
const channels = ['email', 'form', 'chat', 'api'] as const
const placeholders = ['{{customer.name}}', '{{brand}}', '{{number}}', '{{promise}}']

/** What customers are told at once when they have written. */
export default function AcknowledgementPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/brands', { query: { limit: 200 } })
  const brand = asked.data?.items.find((one) => one.id === brandId)
  return (
    <Page title={m.settings_ack()} intro={m.settings_ack_intro()}>
      {choice}
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : brand ? (
        <>
          <AcknowledgementForm key={brand.id} brand={brand} />
          <AcknowledgementCare brandId={brand.id} />
        </>
      ) : (
        <Skeleton className="h-64" />
      )}
    </Page>
  )
}

function AcknowledgementForm({ brand }: { brand: Brand }) {
  const { acknowledgement } = brand.settings
  const [isSaved, setSaved] = useState(false)
  const form = useForm('PATCH /api/brands/{id}', acknowledgement, {
    stale: ['GET /api/brands'],
    onDone: () => setSaved(true),
  })
  const { values, set } = form
  const save = (event: FormEvent) => {
    event.preventDefault()
    form.tell({ params: { id: brand.id }, body: { settings: { acknowledgement: values } } })
  }
  const words = (name: 'open' | 'closed', locale: 'en' | 'ja') => ({
    lang: locale,
    rows: 5,
    maxLength: 2_000,
    placeholder: usualWords(name, locale),
    value: values[name][locale],
    error: form.errorAt(`settings.acknowledgement.${name}.${locale}`),
    onChange: (event: { target: { value: string } }) =>
      set(name, { ...values[name], [locale]: event.target.value }),
  })
  const known = (['open', 'closed'] as const).flatMap((name) =>
    (['en', 'ja'] as const).map((locale) => `settings.acknowledgement.${name}.${locale}`),
  )
  return (
    <form onSubmit={save} onChange={() => setSaved(false)}>
      <Section title={m.settings_ack_where()}>
        <Channels chosen={values.channels} onChange={(next) => set('channels', next)} />
        <p className="mt-2 text-small text-ink3">{m.settings_ack_where_hint()}</p>
      </Section>
      <Section title={m.settings_ack_open()}>
        <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          <TextArea name="日本語" {...words('open', 'ja')} />
          <TextArea name="English" {...words('open', 'en')} />
        </div>
      </Section>
      <Section title={m.settings_ack_closed()}>
        <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          <TextArea name="日本語" {...words('closed', 'ja')} />
          <TextArea name="English" {...words('closed', 'en')} />
        </div>
        <p className="mt-2 text-small text-ink3">
          {m.settings_ack_words_hint({ list: placeholders.join(' ') })}
        </p>
      </Section>
      <Section title={m.settings_ack_articles()}>
        <Check
          name={m.settings_ack_names_articles()}
          checked={values.namesArticles}
          onChange={(event) => set('namesArticles', event.target.checked)}
        />
      </Section>
      <SaveLine isBusy={form.isBusy} isSaved={isSaved} error={form.errorBesides(...known)} />
    </form>
  )
}

/** What is sent where a brand says nothing of its own. */
function usualWords(name: 'open' | 'closed', locale: 'en' | 'ja'): string {
  const received = m.answers_ack_received({ brand: '{{brand}}', number: '{{number}}' }, { locale })
  const closed = name === 'closed' ? m.answers_ack_closed({}, { locale }) : ''
  return [received, closed, '{{promise}}'].filter(Boolean).join('\n')
}

type Chosen = Acknowledgement['channels']

function Channels({ chosen, onChange }: { chosen: Chosen; onChange: (next: Chosen) => void }) {
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
      <legend className="sr-only">{m.settings_ack_where()}</legend>
      {channels.map((one) => (
        <Check
          key={one}
          name={channelName(one)}
          checked={chosen.includes(one)}
          onChange={(event) =>
            onChange(
              channels.filter((other) => (other === one ? event.target.checked : chosen.includes(other))),
            )
          }
        />
      ))}
    </fieldset>
  )
}
