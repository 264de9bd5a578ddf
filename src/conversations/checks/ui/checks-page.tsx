import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook, Select, TextField } from '#agent/kit/field.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { Page, Row, Section } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import type { CheckLevel, CheckName, ReplyChecks } from '../contract.ts'
import { TryText } from './try-text.tsx'
import { WordList } from './word-list.tsx'

const stale = ['GET /api/brands/{id}/reply-checks'] as const

/** What a brand looks for before a reply leaves, the words it does not say, and a place to try both. */
export default function ChecksPage() {
  const { brandId, choice } = useBrand()
  const params = { id: brandId }
  const asked = useAsk('GET /api/brands/{id}/reply-checks', { params }, { enabled: brandId > 0 })
  return (
    <Page title={m.checks_title()} intro={m.checks_intro()}>
      {choice}
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : asked.data ? (
        <>
          <Levels key={brandId} brandId={brandId} checks={asked.data} />
          <WordList brandId={brandId} />
          <TryText brandId={brandId} />
        </>
      ) : (
        <Skeleton className="h-64" />
      )}
    </Page>
  )
}

/** Each is kept as soon as it is chosen. */
function Levels({ brandId, checks }: { brandId: number; checks: ReplyChecks }) {
  const [examples, setExamples] = useState(checks.orderExamples)
  const change = useTell('PUT /api/brands/{id}/reply-checks', {
    stale,
    onDone: () => say({ text: m.checks_saved() }),
  })
  type Change = NonNullable<Parameters<typeof change.mutate>[0]['body']>
  const keep = (body: Change) => change.mutate({ params: { id: brandId }, body })
  return (
    <Section title={m.checks_levels()}>
      <ul className="border-t border-line">
        {checkWords.map(([check, name, about]) => (
          <Row key={check} name={name()} about={about()}>
            <select
              aria-label={name()}
              value={checks.levels[check]}
              onChange={(event) => keep({ levels: { [check]: event.target.value as CheckLevel } })}
              className={cx(inputLook, 'w-28 max-phone:w-36')}
            >
              {levelWords.map(([level, words]) => (
                <option key={level} value={level}>
                  {words()}
                </option>
              ))}
            </select>
          </Row>
        ))}
      </ul>
      <form
        className="mt-5 grid grid-cols-2 items-start gap-4 max-phone:grid-cols-1"
        onSubmit={(event) => {
          event.preventDefault()
          keep({ levels: {}, orderExamples: examples })
        }}
      >
        <div className="flex items-start gap-2">
          <div className="flex-1">
            <TextField
              name={m.checks_order_examples()}
              hint={m.checks_order_examples_hint()}
              maxLength={200}
              value={examples}
              onChange={(event) => setExamples(event.target.value)}
            />
          </div>
          {examples !== checks.orderExamples && (
            <Button type="submit" isBusy={change.isPending} className="mt-6 h-8">
              {m.settings_save()}
            </Button>
          )}
        </div>
        <Select
          name={m.checks_passed_by()}
          value={checks.passedBy}
          choices={[
            { value: 'supervisor', name: m.checks_passed_by_supervisor() },
            { value: 'nobody', name: m.checks_passed_by_nobody() },
          ]}
          onChange={(event) =>
            keep({ levels: {}, passedBy: event.target.value === 'nobody' ? 'nobody' : 'supervisor' })
          }
        />
      </form>
    </Section>
  )
}

const levelWords: [CheckLevel, () => string][] = [
  ['off', m.checks_level_off],
  ['warn', m.checks_level_warn],
  ['block', m.checks_level_block],
]

const checkWords: [CheckName, () => string, () => string][] = [
  ['placeholder', m.checks_name_placeholder, m.checks_about_placeholder],
  ['forbidden_word', m.checks_name_forbidden_word, m.checks_about_forbidden_word],
  ['warning_word', m.checks_name_warning_word, m.checks_about_warning_word],
  ['attachment', m.checks_name_attachment, m.checks_about_attachment],
  ['recipient', m.checks_name_recipient, m.checks_about_recipient],
  ['language', m.checks_name_language, m.checks_about_language],
  ['other_name', m.checks_name_other_name, m.checks_about_other_name],
  ['other_order', m.checks_name_other_order, m.checks_about_other_order],
  ['promise', m.checks_name_promise, m.checks_about_promise],
]
