import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { kindName, outcomeName, stepName } from '../../names.ts'
import { outcomesOf } from '../../outcomes.ts'
import type { Graph } from './draft.ts'
import { layout } from './layout.ts'

/** The steps as a list, for keys, screen readers and phones: each with where it leads. */
export function StepList({
  graph,
  wrong,
  picked,
  onPick,
}: {
  graph: Graph
  wrong: ReadonlySet<string>
  picked: string | undefined
  onPick: (id: string) => void
}) {
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const places = layout({ ...graph, steps: graph.steps.map(({ at: _, ...step }) => step) })
  const ordered = graph.steps.toSorted(
    (one, other) =>
      (places.get(one.id)?.y ?? 0) - (places.get(other.id)?.y ?? 0) ||
      (places.get(one.id)?.x ?? 0) - (places.get(other.id)?.x ?? 0),
  )
  const nameOf = (id: string | undefined) => {
    const step = graph.steps.find((one) => one.id === id)
    return step ? stepName(step, locale) : m.flows_leads_nowhere()
  }
  return (
    <ol aria-label={m.flows_step_list()} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {ordered.map((step) => (
        <li key={step.id}>
          <button
            type="button"
            aria-current={step.id === picked ? 'true' : undefined}
            onClick={() => onPick(step.id)}
            className={cx(
              'w-full rounded-[7px] px-2.5 py-1.5 max-phone:min-h-11 max-phone:border max-phone:border-line',
              step.id === picked ? 'bg-ai-soft' : 'hover:bg-mat',
            )}
          >
            <span className="flex items-center gap-1.5">
              <span className="min-w-0 flex-1 truncate font-medium">{stepName(step, locale)}</span>
              {step.id === graph.start && (
                <span className="text-micro font-semibold text-ai">{m.flows_is_start()}</span>
              )}
              {wrong.has(step.id) && (
                <span role="img" aria-label={m.flows_is_wrong()} className="text-shu">
                  <Icon name="alert" size={14} />
                </span>
              )}
            </span>
            <span className="block truncate text-micro text-ink3">
              {outcomesOf(step).length === 0
                ? kindName(step.kind, locale)
                : outcomesOf(step)
                    .filter(({ key, needsWay }) => needsWay || step.next[key] !== undefined)
                    .map(({ key }) => `${outcomeName(step, key, locale)} → ${nameOf(step.next[key])}`)
                    .join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
