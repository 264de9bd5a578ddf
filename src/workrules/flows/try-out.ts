import type { z } from 'zod'
import { conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { type Choices, choicesOf } from '../rules/choices.ts'
import { compile } from '../rules/compile.ts'
import type { Facts } from '../rules/facts.ts'
import { deedWords } from '../rules/words.ts'
import { m } from '#texts'
import type { tryFlow as contract } from './contract.ts'
import type { Step } from './graph.ts'
import { nextOf, outcomesOf } from './outcomes.ts'
import { type Answers, stepOf } from './run.ts'
import { factsFor, wayFor } from './steps/branch.ts'
import { outcomeName, stepName } from './names.ts'
import { eventWords, spanWords } from './words.ts'

type Wish = z.output<(typeof contract)['body']>
type Walked = z.input<(typeof contract)['reply']>['items'][number]

const most = 60

/**
 * Walks through a graph with a conversation as it is, without doing anything: branches go by what is known and what the steps before would have
 * changed, and what somebody else decides is taken as wished.
 */
export async function tryOut(
  tx: Tx,
  { conversationId, graph, taking }: Wish,
  locale: Locale,
): Promise<{ items: Walked[]; isEndless: boolean; nextCursor: null }> {
  const conversation = await conversationFor(tx, conversationId, 'read')
  const choices = await choicesOf(tx, conversation.brand_id, locale)
  let facts = await factsFor(tx, conversation)
  const answers: Answers = {}
  const items: Walked[] = []
  let step = stepOf(graph, graph.start)
  while (step && facts && items.length < most) {
    const outcome = comesOf(step, facts, answers, taking)
    if (step.kind === 'ask' && outcome !== null) answers[step.id] = { choice: outcome }
    facts = after(step, facts)
    const outcomes = outcomesOf(step).map(({ key }) => ({ key, name: outcomeName(step, key, locale) }))
    const { id, kind } = step
    const text = doingWords(step, choices, locale)
    items.push({ step: id, name: stepName(step, locale), kind, text, outcome, outcomes })
    step = outcome === null ? undefined : stepOf(graph, nextOf(step, outcome))
  }
  return { items, isEndless: items.length >= most, nextCursor: null }
}

function comesOf(step: Step, facts: Facts, answers: Answers, taking: Wish['taking']): string | null {
  const outcomes = outcomesOf(step)
  const taken = taking[step.id]
  if (taken !== undefined && outcomes.some((one) => one.key === taken)) return taken
  if (step.kind === 'branch') return wayFor(step, facts, answers)
  return outcomes[0]?.key ?? null
}

function after(step: Step, facts: Facts): Facts {
  const conversation = { ...facts.conversation }
  if (step.kind === 'team') Object.assign(conversation, { teamId: step.teamId, assigneeId: null })
  if (step.kind === 'ask') conversation.status = 'pending_customer'
  if (step.kind !== 'do') return { ...facts, conversation }
  const parts = { id: 0, name: '', when: { on: '' }, isLast: false, conditions: { all: [] } }
  for (const { action, value } of compile({ ...parts, actions: step.actions })?.deeds ?? [])
    Object.assign(conversation, action.foresee(value, conversation))
  return { ...facts, conversation }
}

/** What a step does, as a sentence or some. */
export function doingWords(step: Step, choices: Choices, locale: Locale): string {
  const say = { locale }
  const until = (span: Parameters<typeof spanWords>[0] | null) =>
    span ? m.flows_doing_at_most({ time: spanWords(span, locale) }, say) : ''
  const join = (...parts: string[]) => parts.filter(Boolean).join(locale === 'ja' ? '' : ' ')
  switch (step.kind) {
    case 'ask':
      return join(m.flows_doing_ask({ text: step.text[locale] || step.text.en || step.text.ja }, say))
    case 'wait':
      if (step.on === null)
        return m.flows_doing_wait({ time: step.span ? spanWords(step.span, locale) : '—' }, say)
      return join(m.flows_doing_wait_event({ event: eventWords(step.on, locale) }, say), until(step.span))
    case 'do':
      return step.actions
        .map((one) => deedWords({ ...one, changes: {} }, choices, locale).text)
        .join(locale === 'ja' ? '／' : '; ')
    case 'team':
      return m.flows_doing_team({ team: nameIn(choices.team, step.teamId) }, say)
    case 'approval':
    case 'department': {
      const name = nameIn(step.staffId ? choices.staff : choices.team, step.staffId ?? step.teamId)
      const words = step.kind === 'approval' ? m.flows_doing_approval : m.flows_doing_department
      return join(words({ name, what: step.what }, say), until(step.atMost))
    }
    case 'checklist':
      return join(m.flows_doing_checklist({ count: step.items.length }, say), until(step.atMost))
    case 'branch':
      return m.flows_doing_branch({ count: step.ways.length }, say)
    case 'end':
      return m.flows_doing_end({}, say)
  }
}

const nameIn = (of: Choices['team'], id: number | null) => of.find((one) => one.value === id)?.name ?? '—'
