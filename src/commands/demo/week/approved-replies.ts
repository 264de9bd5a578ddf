import type { Turn } from '#database/sample/scenario.ts'
import type { ChecksOfReply, Finding } from '#conversations/checks/contract.ts'
import { assign } from '#conversations/assign.ts'
import { conversationFor } from '#conversations/door.ts'
import { askForApproval } from '#conversations/reply-approvals/ask.ts'
import { approveReply } from '#conversations/reply-approvals/approve.ts'
import { sendBackReply } from '#conversations/reply-approvals/decide.ts'
import { sendApprovedRestatement } from '#workrules/complaints/restate-approved.ts'
import { actorOf } from '#platform/caller.ts'
import { Refusal } from '#platform/refusal.ts'
import { filled, type Opening, type Performance } from '../play.ts'
import { atWork, mayBeRefused, oneWho, soonOrForgotten, type Week } from './week.ts'

const comment = 'お詫びのひと言を最初に。いつお届けできるかも書き添えてください。'

/** What a trainee writes waits for the supervisor; `then` is what goes on once it has been sent. */
export async function writeForApproval(
  week: Week,
  { agent, ...performance }: Performance,
  { conversationId }: Opening,
  turn: Turn,
  then: () => void,
): Promise<void> {
  const text = filled(turn.text, performance)
  let id: number | undefined
  await mayBeRefused(week, async (tx) => {
    const conversation = await conversationFor(tx, conversationId, 'change')
    if (conversation.assignee_id === null)
      await assign(tx, conversation, { staffId: agent.staffId, actor: actorOf(agent) })
    id = await lookingTwice(async (checks) => {
      const current = await conversationFor(tx, conversationId, 'change')
      const wish = { text, attachmentIds: [], cc: [], bcc: [], withAttachments: true }
      const lastSeenEventId = current.last_event_id
      return askForApproval(tx, agent, current, 'reply', { ...wish, checks, lastSeenEventId })
    })
  })
  if (id !== undefined) letRead(week, id, conversationId, then)
}

/** The supervisor reads what a trainee wrote and sends it, or sends it back to be written again. */
export function letRead(week: Week, id: number, conversationId: number, then: () => void): void {
  const { dice, agenda, shop } = week
  const supervisor = oneWho(shop, 'supervisor')
  const isSentBack = dice.chance(0.1)
  agenda.add(atWork(week, 'ja', soonOrForgotten(week, 10 + dice.below(90))), async () => {
    await mayBeRefused(week, (tx) =>
      isSentBack
        ? sendBackReply(tx, supervisor, id, comment)
        : lookingTwice(async (checks) => {
            const { last_event_id: lastSeenEventId } = await conversationFor(tx, conversationId, 'change')
            const said = { lastSeenEventId, checks }
            await approveReply(tx, supervisor, supervisor.locale, id, said, {
              restatement: sendApprovedRestatement(week.desk),
            })
          }),
    )
    if (!isSentBack) then()
  })
}

/** Sends with what the checks warned of, once it has been seen. */
async function lookingTwice<T>(work: (checks?: ChecksOfReply) => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'reply_checks') throw error
    const findings = error.more['findings'] as Finding[]
    return work({ accepted: findings.map(({ id }) => id) })
  }
}
