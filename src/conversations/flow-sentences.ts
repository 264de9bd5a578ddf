import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { type Say, text } from './said.ts'

type Words = (inputs: Record<never, never>, options: { locale: Locale }) => string

const stopped: Record<string, Words> = {
  by_hand: m.flows_stopped_by_hand,
  looped: m.flows_stopped_looped,
  closed: m.flows_stopped_closed,
  spam: m.flows_stopped_spam,
  merged: m.flows_stopped_merged,
  flow_deleted: m.flows_stopped_deleted,
}

/** Why a run of a flow was stopped, in words. */
export const stoppedWords = (because: unknown, locale: Locale): string =>
  (stopped[text(because)] ?? m.flows_stopped_by_hand)({}, { locale })

const stuck: Record<string, Words> = {
  no_person_reads: m.conversations_no_person_reads,
  placeholder_unfilled: m.flows_stuck_placeholder,
  nobody_free: m.assignment_nobody_free,
  not_in_brand: m.flows_stuck_gone,
  gone: m.flows_stuck_gone,
  team_unknown: m.flows_stuck_gone,
  not_found: m.flows_stuck_gone,
  approver_gone: m.flows_stuck_approver_gone,
  nobody_approves: m.authority_nobody_approves,
  never_open: m.flows_never_open,
  version_unknown: m.flows_problem_unknown,
  step_unknown: m.flows_problem_unknown,
  action_unknown: m.flows_problem_unknown,
  condition_unknown: m.flows_problem_unknown,
  event_unknown: m.flows_problem_unknown,
  nowhere_to_go: m.flows_stuck_nowhere,
  promise_open: m.flows_stuck_promise,
  failed: m.flows_stuck_failed,
}

/** Why a run of a flow is stuck, in words. */
export const stuckWords = (because: unknown, locale: Locale): string =>
  (stuck[text(because)] ?? m.flows_stuck_other)({}, { locale })

const takenBack: Record<string, Words> = {
  too_late: m.flows_taken_back_too_late,
  led_on: m.flows_taken_back_led_on,
  stopped: m.flows_taken_back_stopped,
}

/** Why nobody need answer any more what a flow has asked, in words; empty where it is not known. */
export const takenBackWords = (because: unknown, locale: Locale): string =>
  takenBack[text(because)]?.({}, { locale }) ?? ''

/** A sentence of the timeline, with why where a flow took it back. */
export function withWhy(said: string, { because }: Record<string, unknown>, locale: Locale): string {
  const why = takenBackWords(because, locale)
  if (why === '') return said
  return locale === 'ja' ? `${said}。${why}` : `${said}. ${why}`
}

const named =
  (say: (wish: { name: string }, options: { locale: Locale }) => string): Say =>
  ({ data }, { locale }) =>
    say({ name: text(data.flowName) }, { locale })

const ofItem =
  (say: (wish: { item: string }, options: { locale: Locale }) => string): Say =>
  ({ data }, { locale }) =>
    say({ item: inWords(data.item, locale) }, { locale })

/** What flows did and what was done with them, for the conversation's timeline. */
export const flowSentences: Record<string, Say> = {
  'flow.started': named(m.flows_said_started),
  'flow.ended': named(m.flows_said_ended),
  'flow.stopped': ({ data }, { locale }) =>
    m.flows_said_stopped({ name: text(data.flowName), why: stoppedWords(data.because, locale) }, { locale }),
  'flow.stuck': ({ data }, { locale }) =>
    m.flows_said_stuck({ name: text(data.flowName), why: stuckWords(data.because, locale) }, { locale }),
  'flow.retried': named(m.flows_said_retried),
  'flow.skipped': ({ data }, { locale }) =>
    m.flows_said_skipped(
      { name: text(data.flowName), step: inWords(data.from, locale), outcome: inWords(data.came, locale) },
      { locale },
    ),
  'flow.moved': ({ data }, { locale }) =>
    m.flows_said_moved({ name: text(data.flowName), step: inWords(data.to, locale) }, { locale }),
  'flow.ticked': ofItem(m.flows_said_ticked),
  'flow.unticked': ofItem(m.flows_said_unticked),
}

/** Words that stand in the event in both languages, or in one that will do. */
function inWords(value: unknown, locale: Locale): string {
  const { en = '', ja = '' } = Object(value) as { en?: unknown; ja?: unknown }
  return locale === 'ja' ? text(ja) || text(en) : text(en) || text(ja)
}
