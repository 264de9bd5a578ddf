import type { Step } from './graph.ts'

/** What may come of a step. A choice without a way of its own goes where every other answer goes. */
export type Outcome = { key: string; needsWay: boolean }

const always = (key: string): Outcome => ({ key, needsWay: true })
const maybe = (key: string): Outcome => ({ key, needsWay: false })

/** Everything that may come of a step, in the order in which it is drawn. */
export function outcomesOf(step: Step): Outcome[] {
  switch (step.kind) {
    case 'ask':
      return [
        ...step.choices.map((one) => maybe(one.key)),
        always('answered'),
        ...(step.giveUp ? [always('silent')] : []),
      ]
    case 'wait':
      if (step.on === null) return [always('passed')]
      return [always('happened'), ...(step.span ? [always('too_late')] : [])]
    case 'branch':
      return [...step.ways.map((one) => always(one.key)), always('else')]
    case 'do':
      return [always('done'), maybe('refused')]
    case 'team':
      return [always('done')]
    case 'approval':
      return [always('approved'), always('refused'), ...(step.atMost ? [always('too_late')] : [])]
    case 'department':
      return [always('answered'), ...(step.atMost ? [always('too_late')] : [])]
    case 'checklist':
      return [always('ticked'), ...(step.atMost ? [always('too_late')] : [])]
    case 'end':
      return []
  }
}

/** Where a step leads when this has come of it. */
export function nextOf(step: Step, outcome: string): string | undefined {
  const own = step.next[outcome]
  if (own !== undefined) return own
  return step.kind === 'ask' && step.choices.some((one) => one.key === outcome)
    ? step.next.answered
    : undefined
}

/** Whether it goes on at once, without waiting for anybody or anything. */
export const isInstant = ({ kind }: Pick<Step, 'kind'>) => ['branch', 'do', 'team'].includes(kind)
