import { IconButton } from '#agent/kit/button.tsx'
import { Select } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Step } from '../../graph.ts'
import { kindName, outcomeName, stepName } from '../../names.ts'
import { outcomesOf } from '../../outcomes.ts'
import { kinds, withStep, withWay } from './draft.ts'
import type { FlowDraft } from './use-flow-draft.ts'

/** Where each outcome of a step leads: to one that is there, or to a new one. */
export function Ways({
  step,
  draft,
  onAdded,
}: {
  step: Step
  draft: FlowDraft
  onAdded: (id: string) => void
}) {
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const outcomes = outcomesOf(step)
  if (outcomes.length === 0) return null
  const choices = draft.graph.steps
    .filter((one) => one.id !== step.id || step.kind === 'ask')
    .map((one) => ({ value: one.id, name: stepName(one, locale) }))
  const newAfter = (outcome: string) =>
    kinds.map((kind) => ({
      name: kindName(kind, locale),
      run: () => {
        const added = withStep(draft.graph, kind, { id: step.id, outcome })
        draft.put(added.graph)
        onAdded(added.id)
      },
    }))
  return (
    <fieldset className="grid gap-2.5 border-t border-line pt-3">
      <legend className="float-left mb-2 text-small font-semibold text-ink2">{m.flows_then()}</legend>
      {outcomes.map(({ key, needsWay }) => (
        <div key={key} className="flex items-end gap-1.5">
          <div className="min-w-0 flex-1">
            <Select
              name={outcomeName(step, key, locale)}
              value={step.next[key] ?? ''}
              choices={[{ value: '', name: needsWay ? m.flows_leads_nowhere() : usualWay(step) }, ...choices]}
              onChange={({ target }) => draft.put(withWay(draft.graph, step.id, key, target.value || null))}
            />
          </div>
          <Menu
            trigger={
              <IconButton name={m.flows_new_after({ outcome: outcomeName(step, key, locale) })}>
                <Icon name="plus" />
              </IconButton>
            }
            entries={newAfter(key)}
          />
        </div>
      ))}
    </fieldset>
  )
}

/** What happens with an outcome that need not have a way of its own. */
const usualWay = (step: Step) => (step.kind === 'ask' ? m.flows_like_others() : m.flows_stays_stuck())
