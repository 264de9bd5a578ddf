import { type FormEvent, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { TextArea } from '#agent/kit/field.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { Page } from '#agent/settings-screen/page.tsx'
import { SaveLine } from '#agent/settings-screen/save-line.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { z } from 'zod'
import type { getComplaintWords } from '../contract.ts'

type Words = z.output<(typeof getComplaintWords)['reply']>
const placeholders = [
  '{{customer.name}}',
  '{{agent.name}}',
  '{{brand}}',
  '{{number}}',
  '{{facts}}',
  '{{wish}}',
  '{{link}}',
]

/** How what was understood is repeated to customers: each language in its own manner. */
export default function ComplaintWordsPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk(
    'GET /api/brands/{id}/complaint-words',
    { params: { id: brandId } },
    { enabled: brandId > 0 },
  )
  return (
    <Page title={m.complaints_settings()} intro={m.complaints_settings_intro()}>
      {choice}
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : asked.data ? (
        <WordsForm key={asked.data.brandId} words={asked.data} />
      ) : (
        <Skeleton className="h-64" />
      )}
    </Page>
  )
}

function WordsForm({ words }: { words: Words }) {
  const [isSaved, setSaved] = useState(false)
  const form = useForm(
    'PUT /api/brands/{id}/complaint-words',
    { restatement: words.restatement },
    { stale: ['GET /api/brands/{id}/complaint-words'], onDone: () => setSaved(true) },
  )
  const { restatement } = form.values
  const save = (event: FormEvent) => {
    event.preventDefault()
    form.tell({ params: { id: words.brandId }, body: { restatement } })
  }
  const field = (locale: 'en' | 'ja') => ({
    lang: locale,
    rows: 16,
    maxLength: 4_000,
    value: restatement[locale],
    placeholder: words.usualWords.restatement[locale],
    error: form.errorAt(`restatement.${locale}`),
    onChange: (event: { target: { value: string } }) =>
      form.set('restatement', { ...restatement, [locale]: event.target.value }),
  })
  return (
    <form onSubmit={save} onChange={() => setSaved(false)}>
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <TextArea name="日本語" {...field('ja')} />
        <TextArea name="English" {...field('en')} />
      </div>
      <p className="mt-2 text-small text-ink3">{m.complaints_words_hint({ list: placeholders.join(' ') })}</p>
      <SaveLine
        isBusy={form.isBusy}
        isSaved={isSaved}
        error={form.errorBesides('restatement.en', 'restatement.ja')}
      />
    </form>
  )
}
