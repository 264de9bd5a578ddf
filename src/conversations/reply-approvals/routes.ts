import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { conversationFor } from '../door.ts'
import { conversationPage } from '../page.ts'
import { startConversation } from '../start-conversation.ts'
import { approvalsOf, listReplyApprovals, replyApprovalPage } from './approvals.ts'
import { askForApproval } from './ask.ts'
import * as contract from './contract.ts'
import { approveReply, type Senders } from './approve.ts'
import { sendBackReply, withdrawReply } from './decide.ts'
import { needsApproval } from './needed.ts'
import { approvalNeeds, changeApprovalNeeds } from './needs.ts'

export function replyApprovalRoutes(app: FastifyInstance, senders: Senders): void {
  serve(app, contract.listReplyApprovals, ({ tx, caller, query }) =>
    listReplyApprovals(tx, caller.staffId, query),
  )
  serve(app, contract.getReplyApproval, ({ tx, params }) => replyApprovalPage(tx, params.id))
  serve(app, contract.conversationApprovals, async ({ tx, caller, params }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    const because = await needsApproval(tx, caller, conversation)
    return {
      isNeeded: because !== null,
      because,
      items: await approvalsOf(tx, conversation),
    }
  })
  serve(app, contract.askReplyApproval, async ({ tx, caller, params, body: { kind, ...wish } }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    return replyApprovalPage(tx, await askForApproval(tx, caller, conversation, kind, wish))
  })
  serve(app, contract.askFirstMailApproval, async ({ tx, caller, body }) =>
    conversationPage(
      tx,
      caller,
      await startConversation(tx, caller, body, (conversation, wish) =>
        askForApproval(tx, caller, conversation, 'first', { ...wish, withAttachments: true }),
      ),
    ),
  )
  serve(app, contract.approveReply, async ({ tx, caller, locale, params, body }) => {
    await approveReply(tx, caller, locale, params.id, body, senders)
    return replyApprovalPage(tx, params.id)
  })
  serve(app, contract.sendBackReply, async ({ tx, caller, params, body }) => {
    await sendBackReply(tx, caller, params.id, body.comment)
    return replyApprovalPage(tx, params.id)
  })
  serve(app, contract.withdrawReply, async ({ tx, caller, params }) => {
    await withdrawReply(tx, caller, params.id)
    return replyApprovalPage(tx, params.id)
  })
  serve(app, contract.getApprovalNeeds, ({ tx, params }) => approvalNeeds(tx, params.id))
  serve(app, contract.changeApprovalNeeds, ({ tx, caller, params, body }) =>
    changeApprovalNeeds(tx, params.id, body, actorOf(caller)),
  )
}
