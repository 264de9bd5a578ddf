import { refuseMachine, refuseNobody } from '#conversations/refuse-machine.ts'
import { replyAutomatically } from '#conversations/reply-automatically.ts'
import { m } from '#texts'
import { action } from '../action.ts'
import { letterFor } from '../letter.ts'

/** Answers with a template, in the conversation's language, saying that it is automatic. */
export const replyWithTemplate = action({
  key: 'reply',
  words: m.rules_do_reply,
  takes: { templateId: { kind: 'one', from: 'template', isSome: true } },
  causes: [],
  foresee: () => ({}),
  act: async (tx, { conversation, rule, actor }, { templateId }) => {
    // A flow says what it says once for each time somebody has started it.
    await (actor.kind === 'flow' ? refuseNobody(tx, conversation) : refuseMachine(tx, conversation, rule.id))
    const letter = await letterFor(tx, conversation, Number(templateId))
    await replyAutomatically(tx, conversation, { ...letter, actor })
  },
})
