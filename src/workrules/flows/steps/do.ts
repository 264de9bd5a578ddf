import { conversationFor } from '#conversations/door.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { compile } from '../../rules/compile.ts'
import { goneFrom } from '../../rules/references.ts'
import type { Enter } from './step.ts'

/** Does what rules do, all of it or nothing. */
export const enterDo: Enter<'do'> = async (tx, { run, conversation, actor }, { actions }) => {
  const parts = { id: 0, name: '', when: { on: '' }, isLast: false, conditions: { all: [] } }
  const compiled = compile({ ...parts, actions })
  if (!compiled) throw refusal('action_unknown')
  const [gone] = await goneFrom(tx, run.brandId, actions)
  if (gone) throw refusal('gone')
  const rule = { id: run.flowId, name: run.flowName }
  for (const { action, value } of compiled.deeds) {
    const by = { conversation: await conversationFor(tx, conversation.id, 'change'), rule, actor }
    await action.act(tx, by, value)
  }
  return { outcome: 'done' }
}

const refusal = (code: 'gone' | 'action_unknown') =>
  new Refusal(409, code, (locale) => m.flows_problem_unknown({}, { locale }))
