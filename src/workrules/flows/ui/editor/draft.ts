import type { FlowPage } from '../../contract.ts'
import type { Kind, Step } from '../../graph.ts'

export type Graph = FlowPage['draft']

/** The kinds a step may be of, in the order in which they are offered. */
export const kinds: readonly Kind[] = [
  'ask',
  'wait',
  'branch',
  'do',
  'team',
  'checklist',
  'department',
  'approval',
  'end',
]

const both = () => ({ en: '', ja: '' })
const oneDay = () => ({ minutes: 1_440, clock: 'always' as const })

/** A key that none of them has. */
export function freeKey(taken: readonly string[], like: string): string {
  for (let number = 1; ; number++) if (!taken.includes(`${like}${number}`)) return `${like}${number}`
}

/** A step as it is when it has just been added. */
export function newStep(kind: Kind, id: string): Step {
  const base = { id, name: '', next: {} }
  const whom = { what: '', teamId: null, staffId: null, atMost: null }
  switch (kind) {
    case 'ask':
      return {
        ...base,
        kind,
        text: both(),
        choices: [],
        remind: null,
        giveUp: { ...oneDay(), minutes: 7_200 },
      }
    case 'wait':
      return { ...base, kind, on: null, conditions: null, span: oneDay() }
    case 'branch':
      return { ...base, kind, ways: [{ key: 'way1', name: '', conditions: { all: [] }, answered: null }] }
    case 'do':
      return { ...base, kind, actions: [] }
    case 'team':
      return { ...base, kind, teamId: null, note: '' }
    case 'approval':
      return { ...base, kind, ...whom }
    case 'department':
      return { ...base, kind, ...whom }
    case 'checklist':
      return { ...base, kind, items: [{ key: 'item1', text: both() }], atMost: null }
    case 'end':
      return { ...base, kind }
  }
}

/** Adds a step; where one is named, it comes after this outcome of it and leads where that led. */
export function withStep(
  graph: Graph,
  kind: Kind,
  after?: { id: string; outcome: string },
): { graph: Graph; id: string } {
  const id = freeKey(
    graph.steps.map((one) => one.id),
    kind,
  )
  const step = newStep(kind, id)
  const before = graph.steps.find((one) => one.id === after?.id)
  const first = firstOutcome(step)
  // Before anything else is there, a flow begins with its end.
  const isFirst = !after && first !== undefined && isEnd(graph, graph.start)
  const led = isFirst ? graph.start : before && after ? before.next[after.outcome] : undefined
  const made = led !== undefined && first !== undefined ? { ...step, next: { [first]: led } } : step
  const steps = graph.steps.map((one) =>
    one.id === after?.id ? { ...one, next: { ...one.next, [after.outcome]: id } } : one,
  )
  return { graph: { start: isFirst ? id : graph.start || id, steps: [...steps, made] }, id }
}

const isEnd = ({ steps }: Graph, id: string) => steps.some((one) => one.id === id && one.kind === 'end')

/** Where a new step leads on; the end leads nowhere. */
const firstOutcome = ({ kind }: Step): string | undefined =>
  ({
    ask: 'answered',
    wait: 'passed',
    branch: 'else',
    do: 'done',
    team: 'done',
    checklist: 'ticked',
    department: 'answered',
    approval: 'approved',
    end: undefined,
  })[kind]

export const withChanged = (graph: Graph, changed: Step): Graph => ({
  ...graph,
  steps: graph.steps.map((one) => (one.id === changed.id ? changed : one)),
})

/** Takes a step away, and every way that led to it. */
export function withoutStep(graph: Graph, id: string): Graph {
  const steps = graph.steps
    .filter((one) => one.id !== id)
    .map((one) => ({
      ...one,
      next: Object.fromEntries(Object.entries(one.next).filter(([, to]) => to !== id)),
    }))
  return { start: graph.start === id ? (steps[0]?.id ?? '') : graph.start, steps }
}

/** Leads an outcome of a step to another step, or nowhere. */
export function withWay(graph: Graph, id: string, outcome: string, to: string | null): Graph {
  const steps = graph.steps.map((one) => {
    if (one.id !== id) return one
    const { [outcome]: _, ...others } = one.next
    return { ...one, next: to === null ? others : { ...others, [outcome]: to } }
  })
  return { ...graph, steps }
}
