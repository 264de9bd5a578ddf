import type { FastifyInstance } from 'fastify'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { serve } from '#platform/serve.ts'
import type { Desk } from '../../desk.ts'
import { writeDownAnswer } from './answer.ts'
import { complaintOf, countComplaints, listComplaints } from './complaints.ts'
import { confirmRoutes } from './confirm-routes.ts'
import * as contract from './contract.ts'
import { note } from './note.ts'
import { draftRestatement, restate } from './restate.ts'
import { askToRestate } from './restate-approved.ts'
import { saveWords, wordsPage } from './words.ts'

/** Complaints: written down, restated to the customer, confirmed by them. */
export function complaintRoutes(app: FastifyInstance, desk: Desk): void {
  confirmRoutes(app, desk)
  serve(app, contract.getComplaint, async ({ tx, params }) =>
    complaintOf(tx, await conversationFor(tx, params.id, 'read')),
  )
  serve(app, contract.noteComplaint, async ({ tx, caller, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    await note(tx, caller, conversation, body)
    return pageOf(tx, conversation)
  })
  serve(app, contract.draftRestatement, async ({ tx, caller, params, query }) =>
    draftRestatement(tx, caller, await conversationFor(tx, params.id, 'read'), query.locale),
  )
  serve(app, contract.sendRestatement, async ({ tx, caller, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    const { accepted, ...wish } = body
    await restate(tx, desk, caller, conversation, { ...wish, checks: { accepted } })
    return pageOf(tx, conversation)
  })
  serve(app, contract.askRestatementApproval, async ({ tx, caller, params, body: { accepted, ...wish } }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    await askToRestate(tx, caller, conversation, { ...wish, checks: { accepted } })
    return pageOf(tx, conversation)
  })
  serve(app, contract.answerRestatement, async ({ tx, caller, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    await writeDownAnswer(tx, caller, conversation, body)
    return pageOf(tx, conversation)
  })
  serve(app, contract.listComplaints, ({ tx, query }) => listComplaints(tx, query))
  serve(app, contract.countComplaints, ({ tx, query }) => countComplaints(tx, query))
  serve(app, contract.getComplaintWords, ({ tx, params }) => wordsPage(tx, params.id))
  serve(app, contract.changeComplaintWords, async ({ tx, caller, params, body }) => {
    await saveWords(tx, caller, params.id, body)
    return wordsPage(tx, params.id)
  })
}

async function pageOf(tx: Tx, conversation: Conversation) {
  const { complaint } = await complaintOf(tx, conversation)
  if (!complaint) throw notFound('complaint')
  return complaint
}
