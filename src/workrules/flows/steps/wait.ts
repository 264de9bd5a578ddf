import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { awaitedNamed } from '../awaited.ts'
import { momentIf } from '../moment.ts'
import type { Enter } from './step.ts'

/** Waits until a time has passed, or until something happens. */
export const enterWait: Enter<'wait'> = async (tx, { conversation }, step) => {
  const dueAt = await momentIf(tx, conversation, step.span)
  if (step.on === null) return { waiting: { waitsFor: 'time', dueAt } }
  const event = awaitedNamed.get(step.on)
  if (!event) throw new Refusal(422, 'event_unknown', (locale) => m.flows_problem_unknown({}, { locale }))
  return { waiting: { waitsFor: 'event', types: [event.type], dueAt } }
}
