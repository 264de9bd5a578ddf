import { type FormEvent, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Check, TextArea, TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { Page, Section } from '#agent/settings-screen/page.tsx'
import { SaveLine } from '#agent/settings-screen/save-line.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { useLocale } from '#agent/settings.ts'
import { m } from '#texts'
import type { EscalationSettings, getEscalationSettings } from '../contract-settings.ts'
import type { z } from 'zod'
import { LevelField } from './level-field.tsx'
import { usualLevels, usualReasons } from './usual.ts'

type Settings = z.output<(typeof getEscalationSettings)['reply']>
const placeholders = ['{{customer.name}}', '{{brand}}', '{{number}}', '{{level}}', '{{person}}', '{{by}}']

/** To whom conversations are handed up, why, and what customers are told of it. */
export default function EscalationPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk(
    'GET /api/brands/{id}/escalation',
    { params: { id: brandId } },
    { enabled: brandId > 0 },
  )
  return (
    <Page title={m.escalation_settings()} intro={m.escalation_settings_intro()}>
      {choice}
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : asked.data ? (
        <SettingsForm key={asked.data.brandId} settings={asked.data} />
      ) : (
        <Skeleton className="h-64" />
      )}
    </Page>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { brandId, usualWords, ...initial } = settings
  const [isSaved, setSaved] = useState(false)
  const form = useForm('PUT /api/brands/{id}/escalation', initial, {
    stale: ['GET /api/brands/{id}/escalation'],
    onDone: (saved) => {
      form.set('levels', saved.levels)
      form.set('reasons', saved.reasons)
      setSaved(true)
    },
  })
  const { values, set } = form
  const save = (event: FormEvent) => {
    event.preventDefault()
    form.tell({ params: { id: brandId }, body: values })
  }
  const words = (kind: 'raised' | 'accepted', locale: 'en' | 'ja') => ({
    lang: locale,
    rows: 6,
    maxLength: 2_000,
    value: values.words[kind][locale],
    placeholder: usualWords[kind][locale],
    error: form.errorAt(`words.${kind}.${locale}`),
    onChange: (event: { target: { value: string } }) =>
      set('words', { ...values.words, [kind]: { ...values.words[kind], [locale]: event.target.value } }),
  })
  const known = (['raised', 'accepted'] as const).flatMap((kind) => [`words.${kind}.en`, `words.${kind}.ja`])
  return (
    <form onSubmit={save} onChange={() => setSaved(false)}>
      <Section title={m.escalation_levels()}>
        <p className="mb-3 text-small text-ink3">{m.escalation_levels_hint()}</p>
        <Levels
          levels={values.levels}
          form={form}
          onChange={(next) => set('levels', next)}
          brandId={brandId}
        />
      </Section>
      <Section title={m.escalation_reasons()}>
        <Reasons reasons={values.reasons} onChange={(next) => set('reasons', next)} />
        <div className="mt-4">
          <Check
            name={m.escalation_raises_asked()}
            checked={values.raisesWhenAsked}
            onChange={(event) => set('raisesWhenAsked', event.target.checked)}
          />
        </div>
      </Section>
      <Section title={m.escalation_told_title()}>
        <p className="mb-3 text-small text-ink3">{m.escalation_told_hint()}</p>
        {(['raised', 'accepted'] as const).map((kind) => (
          <div key={kind} className="mb-5">
            <Check
              name={kind === 'raised' ? m.escalation_tells_raised() : m.escalation_tells_accepted()}
              checked={kind === 'raised' ? values.tellsWhenRaised : values.tellsWhenAccepted}
              onChange={(event) =>
                set(kind === 'raised' ? 'tellsWhenRaised' : 'tellsWhenAccepted', event.target.checked)
              }
            />
            <div className="mt-2 grid grid-cols-2 gap-4 max-phone:grid-cols-1">
              <TextArea name="日本語" {...words(kind, 'ja')} />
              <TextArea name="English" {...words(kind, 'en')} />
            </div>
          </div>
        ))}
        <p className="text-small text-ink3">{m.escalation_words_hint({ list: placeholders.join(' ') })}</p>
      </Section>
      <SaveLine isBusy={form.isBusy} isSaved={isSaved} error={form.errorBesides(...known)} />
    </form>
  )
}

type Level = EscalationSettings['levels'][number]

function Levels({
  levels,
  brandId,
  form,
  onChange,
}: {
  levels: readonly Level[]
  brandId: number
  form: { errorAt: (field: string) => string | undefined }
  onChange: (levels: Level[]) => void
}) {
  const swap = (at: number, by: -1 | 1) => {
    const next = [...levels]
    const [moved] = next.splice(at, 1)
    if (moved) next.splice(at + by, 0, moved)
    onChange(next)
  }
  if (levels.length === 0)
    return (
      <EmptyState title={m.escalation_levels_none()}>
        <Button onClick={() => onChange(usualLevels())}>{m.escalation_levels_usual()}</Button>
      </EmptyState>
    )
  return (
    <>
      <ol className="grid gap-3">
        {levels.map((level, at) => (
          <LevelField
            // A new one has no number yet; its place does.
            key={level.id ?? `new ${at}`}
            at={at}
            brandId={brandId}
            level={level}
            errorAt={(field) => form.errorAt(`levels.${at}.${field}`)}
            onChange={(next) => onChange(levels.map((one, place) => (place === at ? next : one)))}
            onUp={at === 0 ? undefined : () => swap(at, -1)}
            onDown={at === levels.length - 1 ? undefined : () => swap(at, 1)}
            onRemove={() => onChange(levels.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
      {levels.length < 8 && (
        <Button
          className="mt-3"
          onClick={() => onChange([...levels, { ...emptyLevel, nameJa: '', nameEn: '' }])}
        >
          {m.escalation_level_add()}
        </Button>
      )}
    </>
  )
}

const emptyLevel = {
  teamId: null,
  staffIds: [],
  calendarId: null,
  acceptMinutes: 60,
  answerMinutes: 480,
  deputyId: null,
}

type Reason = EscalationSettings['reasons'][number]

function Reasons({
  reasons,
  onChange,
}: {
  reasons: readonly Reason[]
  onChange: (reasons: Reason[]) => void
}) {
  const isJa = useLocale() === 'ja'
  const change = (at: number, part: Partial<Reason>) =>
    onChange(reasons.map((one, place) => (place === at ? { ...one, ...part } : one)))
  return (
    <>
      <ul className="grid gap-2">
        {reasons.map((reason, at) => (
          <li
            key={reason.id ?? `new ${at}`}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2 max-phone:grid-cols-[minmax(0,1fr)_auto]"
          >
            <TextField
              name="日本語"
              lang="ja"
              required
              maxLength={60}
              value={reason.nameJa}
              onChange={(event) => change(at, { nameJa: event.target.value })}
            />
            <span className="max-phone:order-last max-phone:col-span-full">
              <TextField
                name="English"
                lang="en"
                required
                maxLength={60}
                value={reason.nameEn}
                onChange={(event) => change(at, { nameEn: event.target.value })}
              />
            </span>
            <IconButton
              name={m.escalation_remove({
                name: (isJa ? reason.nameJa : reason.nameEn) || reason.nameJa || reason.nameEn,
              })}
              onClick={() => onChange(reasons.filter((_, place) => place !== at))}
            >
              <Icon name="close" />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => onChange([...reasons, { nameJa: '', nameEn: '' }])}>
          {m.escalation_reason_add()}
        </Button>
        {reasons.length === 0 && (
          <Button onClick={() => onChange(usualReasons())}>{m.escalation_reasons_usual()}</Button>
        )}
      </div>
    </>
  )
}
