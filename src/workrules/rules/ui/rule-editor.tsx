import { type FormEvent, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import type { Problem } from '#agent/api.ts'
import { Button } from '#agent/kit/button.tsx'
import { Check, TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { Section } from '#agent/settings-screen/page.tsx'
import { m } from '#texts'
import type { Rule } from '../contract.ts'
import { ActionsField } from './actions-field.tsx'
import { DeedsPanel } from './deeds-panel.tsx'
import { type Draft, draftOf, newDraft, sentOf } from './draft.ts'
import { DryRunPanel } from './dry-run-panel.tsx'
import { GroupField } from './group-field.tsx'
import { useParts } from './parts.ts'
import { Warnings } from './warnings.tsx'
import { VersionsPanel } from './versions-panel.tsx'
import { WhenField } from './when-field.tsx'

const stale = ['GET /api/rules', 'GET /api/rules/{id}'] as const

/** A rule as a sentence: when this happens, if it is so, then do that. Below it what it would have done, and what it did. */
export function RuleEditor({
  brandId,
  rule,
  onClose,
}: {
  brandId: number
  rule: Rule | undefined
  onClose: () => void
}) {
  const [draft, setDraft] = useState<Draft>(() => (rule ? draftOf(rule) : newDraft()))
  const [problem, setProblem] = useState<Problem>()
  const parts = useParts(brandId)
  const options = {
    stale,
    onDone: () => {
      say({ text: m.rules_saved() })
      onClose()
    },
    onRefused: (refused: Problem) => {
      setProblem(refused)
      return true
    },
  }
  const create = useTell('POST /api/rules', options)
  const change = useTell('PATCH /api/rules/{id}', options)
  const put = (part: Partial<Draft>) => {
    setProblem(undefined)
    setDraft({ ...draft, ...part })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const body = sentOf(draft)
    if (rule) change.mutate({ params: { id: rule.id }, body })
    else create.mutate({ body: { ...body, brandId } })
  }
  const mistakeAt = (place: string) =>
    problem?.field === place || problem?.field?.startsWith(`${place}.`) ? wordsOf(problem) : undefined
  const isPlaced = /^(?:conditions\.\w+\.\d|actions\.\d)/.test(problem?.field ?? '')
  if (parts.error) return <ErrorState error={parts.error} onRetry={() => void parts.refetch()} />
  return (
    <form onSubmit={save}>
      <Button look="quiet" className="mb-2 -ml-2.5" icon={<Icon name="back" />} onClick={onClose}>
        {m.rules_title()}
      </Button>
      <h1 className="mb-3 text-[18px]">{rule?.name ?? m.rules_new()}</h1>
      {rule && <Warnings rule={rule} />}
      <div className="max-w-[480px]">
        <TextField
          name={m.rules_name()}
          required
          maxLength={100}
          autoFocus={!rule}
          value={draft.name}
          onChange={(event) => put({ name: event.target.value })}
        />
      </div>
      {parts.data ? (
        <div className="mt-6 grid gap-6">
          <Part title={m.rules_when()}>
            <WhenField when={draft.when} parts={parts.data} onChange={(when) => put({ when })} />
          </Part>
          <Part title={m.rules_if()}>
            <GroupField
              group={draft.conditions}
              place="conditions"
              parts={parts.data}
              mistakeAt={mistakeAt}
              onChange={(conditions) => put({ conditions })}
            />
            {draft.conditions.of.length === 0 && (
              <p className="mt-2 text-small text-ink3">{m.rules_warns_no_conditions()}</p>
            )}
          </Part>
          <Part title={m.rules_then()}>
            <ActionsField
              actions={draft.actions}
              parts={parts.data}
              mistakeAt={mistakeAt}
              onChange={(actions) => put({ actions })}
            />
            <div className="mt-4 grid gap-2">
              <Check
                name={m.rules_is_last()}
                hint={m.rules_is_last_hint()}
                checked={draft.isLast}
                onChange={(event) => put({ isLast: event.target.checked })}
              />
              <Check
                name={m.rules_is_on()}
                checked={draft.isOn}
                onChange={(event) => put({ isOn: event.target.checked })}
              />
            </div>
          </Part>
        </div>
      ) : (
        <Skeleton className="mt-6 h-60" />
      )}
      <div className="mt-6 mb-8 flex flex-wrap items-center gap-3 border-t border-line pt-4">
        <Button
          look="primary"
          type="submit"
          isBusy={create.isPending || change.isPending}
          disabled={draft.actions.length === 0}
        >
          {m.settings_save()}
        </Button>
        <Button onClick={onClose}>{m.settings_cancel()}</Button>
        {draft.actions.length === 0 && <p className="text-small text-ink3">{m.rules_needs_action()}</p>}
        {problem && !isPlaced && (
          <p role="alert" className="text-small text-shu">
            {wordsOf(problem)}
          </p>
        )}
      </div>
      <Section title={m.rules_dry_run()}>
        <DryRunPanel brandId={brandId} draft={draft} />
      </Section>
      {rule && (
        <>
          <Section title={m.rules_versions()}>
            <VersionsPanel
              ruleId={rule.id}
              onTake={(version) => {
                put(draftOf(version))
                say({ text: m.rules_version_taken() })
                scrollTo({ top: 0 })
              }}
            />
          </Section>
          <Section title={m.rules_deeds()}>
            <DeedsPanel ruleId={rule.id} />
          </Section>
        </>
      )}
    </form>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 gap-y-1.5 max-phone:grid-cols-1">
      <h2 className="pt-1 text-read font-semibold text-ai">{title}</h2>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
