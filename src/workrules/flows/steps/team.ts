import { assign } from '#conversations/assign.ts'
import { changeStatus } from '#conversations/change-status.ts'
import { changeTeam } from '#conversations/change-team.ts'
import { conversationFor } from '#conversations/door.ts'
import { leaveNote } from '../../rules/actions/note.ts'
import type { Enter } from './step.ts'

const settled = ['resolved', 'no_reply_needed', 'pending_customer']

/** Gives the conversation to a team, whoever had it before, and tells the team what it is about. */
export const enterTeam: Enter<'team'> = async (tx, { conversation, run, actor }, step) => {
  const isOthers = conversation.team_id !== step.teamId
  await changeTeam(tx, conversation, { teamId: step.teamId, actor })
  const again = () => conversationFor(tx, conversation.id, 'change')
  if (isOthers && conversation.assignee_id !== null) await assign(tx, await again(), { staffId: null, actor })
  if (settled.includes(conversation.status)) await changeStatus(tx, await again(), { status: 'open', actor })
  const rule = { id: run.flowId, name: run.flowName }
  if (step.note.trim() !== '')
    await leaveNote.act(tx, { conversation: await again(), rule, actor }, { text: step.note })
  return { outcome: 'done' }
}
