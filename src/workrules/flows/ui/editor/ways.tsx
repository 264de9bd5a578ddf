import { Select } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Kind, Step } from '../../graph.ts'
import { kindName, outcomeName, stepName } from '../../names.ts'
import { outcomesOf } from '../../outcomes.ts'
import { kinds, withStep, withWay } from './draft.ts'
import type { FlowDraft } from './use-flow-draft.ts'

/** Where each outcome of a step leads: to one that is there, or to a new one. */
export function Ways({
  step,
  draft,
  onPick,
}: {
  step: Step
  draft: FlowDraft
  onPick: (id: string) => void
}) {
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const outcomes = outcomesOf(step)
  if (outcomes.length === 0) return null
  const choices = [
    ...draft.graph.steps
      .filter((one) => one.id !== step.id || step.kind === 'ask')
      .map((one) => ({ value: one.id, name: stepName(one, locale) })),
    ...kinds.map((kind) => ({
      value: `new ${kind}`,
      name: m.flows_new_step({ kind: kindName(kind, locale) }),
    })),
  ]
  const lead = (outcome: string, to: string) => {
    if (!to.startsWith('new ')) return draft.put(withWay(draft.graph, step.id, outcome, to || null))
    const added = withStep(draft.graph, to.slice(4) as Kind, { id: step.id, outcome })
    draft.put(added.graph)
    onPick(added.id)
  }
  return (
    <fieldset className="grid gap-2.5 border-t border-line pt-3">
      <legend className="float-left mb-2 text-small font-semibold text-ink2">{m.flows_then()}</legend>
      {outcomes.map(({ key, needsWay }) => (
        <Select
          key={key}
          name={outcomeName(step, key, locale)}
          value={step.next[key] ?? ''}
          choices={[
            {
              value: '',
              name: needsWay ? m.flows_leads_nowhere() : usualWay(step),
            },
            ...choices,
          ]}
          onChange={({ target }) => lead(key, target.value)}
        />
      ))}
    </fieldset>
  )
}

/** What happens with an outcome that need not have a way of its own. */
const usualWay = (step: Step) => (step.kind === 'ask' ? m.flows_like_others() : m.flows_stays_stuck())
