import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { compile, whatFailed } from '../../rules/compile.ts'
import type { Group } from '../../rules/contract.ts'
import type { Facts } from '../../rules/facts.ts'
import { factsOf } from '../../rules/load-facts.ts'
import type { StepOf } from '../graph.ts'
import type { Answers } from '../run.ts'
import type { Enter } from './step.ts'

/** Goes the first way that fits, and the last one otherwise. */
export const enterBranch: Enter<'branch'> = async (tx, scene, step) => {
  const facts = await factsFor(tx, scene.conversation)
  return { outcome: facts ? wayFor(step, facts, scene.run.answers) : 'else' }
}

export async function factsFor(
  tx: Tx,
  { brand_id, id }: { brand_id: number; id: number },
  messageId: number | null = null,
): Promise<Facts | undefined> {
  return (await factsOf(tx, brand_id, [{ conversationId: id, messageId }])).get(id)
}

/** The key of the first way whose conditions and answers fit. */
export function wayFor(step: StepOf<'branch'>, facts: Facts, answers: Answers): string {
  const way = step.ways.find(({ conditions, answered }) => {
    const said = answered && answers[answered.step]?.choice
    if (answered && (said === undefined || said === null || !answered.choices.includes(said))) return false
    return holds(conditions, facts)
  })
  return way?.key ?? 'else'
}

/** Whether conditions hold, as they do for rules. */
export function holds(conditions: Group, facts: Facts): boolean {
  const rule = compile({ id: 0, name: '', when: { on: '' }, isLast: false, conditions, actions: [] })
  if (!rule) throw new Refusal(422, 'condition_unknown', (locale) => m.flows_problem_unknown({}, { locale }))
  return whatFailed(rule.root, facts) === undefined
}
