import { calendarsOf } from '#people/calendars/calendar-of.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import { refuseUnfilledWords } from './placeholder-problems.ts'
import { refuseUnfit } from '../rules/refuse-unfit.ts'
import type { FlowProblem } from './contract.ts'
import type { Graph, Span, Step, StepOf } from './graph.ts'
import { mistakesOf } from './shape.ts'
import { mistakeWords, placeWords } from './words.ts'

/** Everything that keeps a draft from being published, each with its step, in the reader's language. */
export async function problemsOf(
  tx: Tx,
  brandId: number,
  graph: Graph,
  locale: Locale,
): Promise<FlowProblem[]> {
  const problems: FlowProblem[] = mistakesOf(graph).map((one) => ({
    code: one.code,
    step: one.step,
    text: mistakeWords(one, graph, locale),
  }))
  for (const step of graph.steps) {
    for (const refusal of await refusalsOf(tx, brandId, step))
      problems.push({
        code: refusal.code,
        step: step.id,
        text: placeWords(step, refusal.say(locale), locale),
      })
  }
  const never = await neverOpen(tx, brandId, graph)
  for (const step of never)
    problems.push({
      code: 'never_open',
      step: step.id,
      text: mistakeWords({ code: 'never_open', step: step.id }, graph, locale),
    })
  return problems
}

async function refusalsOf(tx: Tx, brandId: number, step: Step): Promise<Refusal[]> {
  const nothing = { when: { on: 'message_received' }, conditions: { all: [] }, actions: [] }
  const check = async (parts: Partial<Parameters<typeof refuseUnfit>[2]>) =>
    refuseUnfit(tx, brandId, { ...nothing, ...parts }).then(() => [], refusalOf)
  const team = (teamId: number | null) =>
    teamId === null ? [] : check({ actions: [{ action: 'team', value: { teamId } }] })
  const person = (staffId: number | null) =>
    staffId === null ? [] : check({ actions: [{ action: 'assign', value: { staffId } }] })
  const checkWays = async (ways: StepOf<'branch'>['ways']) => {
    const refusals: Refusal[] = []
    for (const { conditions } of ways) refusals.push(...(await check({ conditions })))
    return refusals
  }
  switch (step.kind) {
    case 'ask':
      return [step.text, ...(step.remind ? [step.remind.text] : [])].flatMap(refuseUnfilledWords)
    case 'wait':
      return step.conditions ? check({ conditions: step.conditions }) : []
    case 'branch':
      return checkWays(step.ways)
    case 'do':
      return check({ actions: step.actions })
    case 'team':
      return team(step.teamId)
    case 'approval':
    case 'department':
      return [...(await team(step.teamId)), ...(await person(step.staffId))]
    default:
      return []
  }
}

function refusalOf(error: unknown): Refusal[] {
  if (error instanceof Refusal) return [error]
  throw error
}

/** Steps that count open hours where the brand's calendar has none to come. */
async function neverOpen(tx: Tx, brandId: number, graph: Graph): Promise<Step[]> {
  const counting = graph.steps.filter((step) => spansOf(step).some((one) => one.clock === 'open_hours'))
  if (counting.length === 0) return []
  const calendar = (await calendarsOf(tx, brandId)).of({})
  return dueAfter(calendar, now().getTime(), 1) === undefined ? counting : []
}

export function spansOf(step: Step): Span[] {
  if (step.kind === 'ask') return [step.remind, step.giveUp].filter((one) => one !== null)
  if (step.kind === 'wait') return step.span ? [step.span] : []
  return 'atMost' in step && step.atMost ? [step.atMost] : []
}
