import { m } from '#texts'
import { beginFlow } from '../../flows/begin.ts'
import { action } from '../action.ts'

/** Begins a flow; its steps are taken by a job of their own, so a rule does not wait for them. */
export const startFlow = action({
  key: 'flow',
  words: m.rules_do_flow,
  takes: { flowId: { kind: 'one', from: 'flow' } },
  causes: [],
  foresee: () => ({}),
  act: async (tx, { conversation, actor }, { flowId }) => {
    await beginFlow(tx, conversation, { flowId: Number(flowId), actor })
  },
})
