import { awaited } from './awaited.ts'
import type { Both, Graph, Step } from './graph.ts'
import { isInstant, nextOf, outcomesOf } from './outcomes.ts'

/** What keeps a flow from being published, and at which step. */
export type Mistake = { code: MistakeCode; step: string | null; about?: string }
export type MistakeCode =
  | 'no_start'
  | 'same_id'
  | 'unknown_step'
  | 'no_way'
  | 'not_an_outcome'
  | 'unreachable'
  | 'no_end'
  | 'endless'
  | 'text_missing'
  | 'ways_missing'
  | 'items_missing'
  | 'actions_missing'
  | 'time_missing'
  | 'team_missing'
  | 'whom_missing'
  | 'event_unknown'
  | 'answer_unknown'
  | 'same_key'

/** What is wrong with a graph by itself: what it names of the brand is looked up elsewhere. */
export function mistakesOf(graph: Graph): Mistake[] {
  const byId = new Map(graph.steps.map((one) => [one.id, one]))
  const mistakes: Mistake[] = []
  const say = (code: MistakeCode, step: string | null, about?: string) =>
    mistakes.push(about === undefined ? { code, step } : { code, step, about })
  for (const id of repeated(graph.steps.map((one) => one.id))) say('same_id', id)
  if (!byId.has(graph.start)) say('no_start', null)
  for (const step of graph.steps) {
    mistakes.push(...ownMistakes(step, byId))
    const outcomes = outcomesOf(step)
    for (const { key, needsWay } of outcomes)
      if (needsWay && nextOf(step, key) === undefined) say('no_way', step.id, key)
    for (const [outcome, to] of Object.entries(step.next)) {
      if (!outcomes.some((one) => one.key === outcome)) say('not_an_outcome', step.id, outcome)
      if (!byId.has(to)) say('unknown_step', step.id, to)
    }
  }
  const reached = reachFrom(byId, graph.start)
  for (const { id } of graph.steps) if (byId.has(graph.start) && !reached.has(id)) say('unreachable', id)
  for (const step of graph.steps) if (reached.has(step.id) && !canEnd(byId, step)) say('no_end', step.id)
  for (const id of endless(byId)) say('endless', id)
  return mistakes
}

function ownMistakes(step: Step, byId: Map<string, Step>): Mistake[] {
  const mistakes: Mistake[] = []
  const say = (code: MistakeCode, about?: string) =>
    mistakes.push(about === undefined ? { code, step: step.id } : { code, step: step.id, about })
  const texts = (text: Both) => {
    if (text.en.trim() === '') say('text_missing', 'en')
    if (text.ja.trim() === '') say('text_missing', 'ja')
  }
  switch (step.kind) {
    case 'ask':
      texts(step.text)
      for (const { label } of step.choices) texts(label)
      for (const one of repeated(step.choices.map((choice) => choice.key))) say('same_key', one)
      break
    case 'wait':
      if (step.on === null && step.span === null) say('time_missing')
      if (step.on !== null && !awaited.some((one) => one.key === step.on)) say('event_unknown', step.on)
      break
    case 'branch':
      if (step.ways.length === 0) say('ways_missing')
      for (const one of repeated(step.ways.map((way) => way.key))) say('same_key', one)
      for (const { answered } of step.ways) {
        const asked = answered && byId.get(answered.step)
        if (!answered) continue
        const known = asked?.kind === 'ask' ? asked.choices.map((one) => one.key) : []
        const unknown = answered.choices.find((one) => one !== 'silent' && !known.includes(one))
        if (asked?.kind !== 'ask' || unknown !== undefined) say('answer_unknown', unknown ?? answered.step)
      }
      break
    case 'do':
      if (step.actions.length === 0) say('actions_missing')
      break
    case 'team':
      if (step.teamId === null) say('team_missing')
      break
    case 'approval':
    case 'department':
      if (step.what === '') say('text_missing')
      if (step.kind === 'department' && step.teamId === null && step.staffId === null) say('whom_missing')
      break
    case 'checklist':
      if (step.items.length === 0) say('items_missing')
      for (const { text } of step.items)
        if (text.en.trim() === '' && text.ja.trim() === '') say('text_missing')
      for (const one of repeated(step.items.map((item) => item.key))) say('same_key', one)
      break
    case 'end':
  }
  return mistakes
}

const repeated = (all: readonly string[]) => new Set(all.filter((one, at) => all.indexOf(one) !== at))

function after(byId: Map<string, Step>, step: Step): Step[] {
  return Object.values(step.next).flatMap((id) => byId.get(id) ?? [])
}

function reachFrom(byId: Map<string, Step>, start: string): Set<string> {
  const reached = new Set<string>()
  const todo = [byId.get(start)]
  for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
    if (reached.has(step.id)) continue
    reached.add(step.id)
    todo.push(...after(byId, step))
  }
  return reached
}

const canEnd = (byId: Map<string, Step>, step: Step) =>
  [...reachFrom(byId, step.id)].some((id) => byId.get(id)?.kind === 'end')

/** The steps that lead back to themselves without anything on the way that waits. */
function endless(byId: Map<string, Step>): string[] {
  const instant = new Map([...byId].filter(([, step]) => isInstant(step)))
  return [...instant.values()]
    .filter((step) => after(instant, step).some((next) => reachFrom(instant, next.id).has(step.id)))
    .map((step) => step.id)
}
