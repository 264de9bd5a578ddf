import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import { durationWords } from '../rules/words.ts'
import { awaitedNamed } from './awaited.ts'
import type { Graph, Span, Step } from './graph.ts'
import { outcomeName, stepName } from './names.ts'
import type { MistakeCode } from './shape.ts'

type Told = { code: MistakeCode | 'never_open'; step: string | null; about?: string }

/** A mistake in a flow as a sentence that names the step. */
export function mistakeWords({ code, step: id, about }: Told, graph: Graph, locale: Locale): string {
  const step = graph.steps.find((one) => one.id === id)
  const say = { locale }
  const text: Record<Told['code'], () => string> = {
    no_start: () => m.flows_mistake_no_start({}, say),
    same_id: () => m.flows_mistake_same_id({}, say),
    same_key: () => m.flows_mistake_same_id({}, say),
    unknown_step: () => m.flows_mistake_unknown_step({}, say),
    no_way: () => m.flows_mistake_no_way({ outcome: outcomeName(step, about ?? '', locale) }, say),
    not_an_outcome: () => m.flows_mistake_not_an_outcome({}, say),
    unreachable: () => m.flows_mistake_unreachable({}, say),
    no_end: () => m.flows_mistake_no_end({}, say),
    endless: () => m.flows_mistake_endless({}, say),
    text_missing: () =>
      about === 'en'
        ? m.flows_mistake_english_missing({}, say)
        : about === 'ja'
          ? m.flows_mistake_japanese_missing({}, say)
          : m.flows_mistake_text_missing({}, say),
    ways_missing: () => m.flows_mistake_ways_missing({}, say),
    items_missing: () => m.flows_mistake_items_missing({}, say),
    actions_missing: () => m.flows_mistake_actions_missing({}, say),
    time_missing: () => m.flows_mistake_time_missing({}, say),
    team_missing: () => m.flows_mistake_team_missing({}, say),
    whom_missing: () => m.flows_mistake_whom_missing({}, say),
    event_unknown: () => m.flows_problem_unknown({}, say),
    answer_unknown: () => m.flows_mistake_answer_unknown({}, say),
    never_open: () => m.flows_never_open({}, say),
  }
  return step ? placeWords(step, text[code](), locale) : text[code]()
}

/** What is said of a step, with the step before it. */
export const placeWords = (step: Step, text: string, locale: Locale): string =>
  m.flows_at_step({ name: stepName(step, locale), text }, { locale })

/** What is waited for, as a clause. */
export const eventWords = (key: string, locale: Locale): string =>
  awaitedNamed.get(key)?.words({}, { locale }) ?? key

/** A span in words: "2 days of open hours". */
export function spanWords({ minutes, clock }: Span, locale: Locale): string {
  const time = durationWords(minutes, locale)
  return clock === 'open_hours' ? m.flows_open_hours({ time }, { locale }) : time
}
