import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import type { Kind, Step } from './graph.ts'

type Say = (inputs: Record<never, never>, options: { locale: Locale }) => string

const kinds: Record<Kind, Say> = {
  ask: m.flows_kind_ask,
  wait: m.flows_kind_wait,
  branch: m.flows_kind_branch,
  do: m.flows_kind_do,
  team: m.flows_kind_team,
  approval: m.flows_kind_approval,
  department: m.flows_kind_department,
  checklist: m.flows_kind_checklist,
  end: m.flows_kind_end,
}

/** What people call a step. */
export const stepName = (step: Pick<Step, 'kind' | 'name'>, locale: Locale): string =>
  step.name || kinds[step.kind]({}, { locale })

export const kindName = (kind: string, locale: Locale): string =>
  kind in kinds ? kinds[kind as Kind]({}, { locale }) : kind

const outcomes: Record<string, Say> = {
  answered: m.flows_outcome_answered,
  silent: m.flows_outcome_silent,
  passed: m.flows_outcome_passed,
  happened: m.flows_outcome_happened,
  too_late: m.flows_outcome_too_late,
  else: m.flows_outcome_else,
  done: m.flows_outcome_done,
  refused: m.flows_outcome_refused,
  approved: m.flows_outcome_approved,
  ticked: m.flows_outcome_ticked,
  end: m.flows_outcome_end,
  retried: m.flows_outcome_retried,
  moved: m.flows_outcome_moved,
}

/** What came of a step, in words. */
export function outcomeName(step: Step | undefined, outcome: string, locale: Locale): string {
  if (step?.kind === 'ask') {
    const at = step.choices.findIndex((one) => one.key === outcome)
    const label = step.choices[at]?.label
    if (label) return label[locale] || label.en || label.ja || m.flows_choice({ number: at + 1 }, { locale })
    if (outcome === 'answered' && step.choices.length > 0) return m.flows_outcome_other_answer({}, { locale })
  }
  if (step?.kind === 'branch') {
    const at = step.ways.findIndex((one) => one.key === outcome)
    if (at !== -1) return step.ways[at]?.name || m.flows_way({ number: at + 1 }, { locale })
  }
  if (step?.kind === 'do' && outcome === 'refused') return m.flows_outcome_cannot({}, { locale })
  return outcomes[outcome]?.({}, { locale }) ?? outcome
}
