import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import { cancelSending } from './cancel-sending.ts'
import * as firstMail from './contract-first-mail.ts'
import * as contract from './contract-writing.ts'
import { conversationFor } from './door.ts'
import { discardDraft, getDrafts, keepDraft, listOwnDrafts } from './drafts.ts'
import { discardFirstMail, getFirstMail, keepFirstMail } from './first-mail-draft.ts'
import { forward } from './forward.ts'
import { messageFor, writtenFor } from './messages.ts'
import { conversationPage } from './page.ts'
import { reply } from './reply.ts'
import { replyDefaultsOf } from './reply-defaults.ts'
import { rescheduleSending } from './reschedule-sending.ts'
import { retrySending } from './retry-sending.ts'
import { startConversation } from './start-conversation.ts'
import { writeNote } from './write-note.ts'

export function writingRoutes(app: FastifyInstance): void {
  serve(app, contract.sendReply, async ({ tx, caller, locale, params, body }) =>
    writtenFor(tx, locale, await reply(tx, caller, await conversationFor(tx, params.id, 'change'), body)),
  )
  serve(app, contract.replyDefaults, async ({ tx, params }) =>
    replyDefaultsOf(tx, await conversationFor(tx, params.id, 'read')),
  )
  serve(app, contract.writeNote, async ({ tx, caller, locale, params, body }) =>
    writtenFor(tx, locale, await writeNote(tx, caller, await conversationFor(tx, params.id, 'change'), body)),
  )
  serve(app, contract.forwardMessage, async ({ tx, caller, locale, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    return writtenFor(tx, locale, await forward(tx, caller, locale, conversation, body))
  })
  serve(app, contract.startConversation, async ({ tx, caller, body }) =>
    conversationPage(tx, caller, await startConversation(tx, caller, body)),
  )
  serve(app, contract.cancelSending, async ({ tx, caller, locale, params }) => {
    await cancelSending(tx, caller, params.id)
    return messageFor(tx, locale, params.id)
  })
  serve(app, contract.retrySending, async ({ tx, caller, locale, params, body }) => {
    await retrySending(tx, caller, params.id, body)
    return messageFor(tx, locale, params.id)
  })
  serve(app, contract.rescheduleSending, async ({ tx, caller, locale, params, body }) => {
    await rescheduleSending(tx, caller, params.id, body.sendAt)
    return messageFor(tx, locale, params.id)
  })
  serve(app, contract.keepDraft, async ({ tx, caller, params, body }) =>
    keepDraft(tx, await conversationFor(tx, params.id, 'read'), caller.staffId, body),
  )
  serve(app, contract.getDraft, async ({ tx, caller, params }) =>
    getDrafts(tx, await conversationFor(tx, params.id, 'read'), caller.staffId),
  )
  serve(app, contract.discardDraft, async ({ tx, caller, params, query }) => {
    await discardDraft(tx, await conversationFor(tx, params.id, 'read'), caller.staffId, query.kind)
    return {}
  })
  serve(app, contract.listDrafts, ({ tx, caller, query }) => listOwnDrafts(tx, caller.staffId, query))
  serve(app, firstMail.keepFirstMail, ({ tx, caller, body }) => keepFirstMail(tx, caller.staffId, body))
  serve(app, firstMail.getFirstMail, async ({ tx, caller }) => ({
    draft: await getFirstMail(tx, caller.staffId),
  }))
  serve(app, firstMail.discardFirstMail, async ({ tx, caller }) => {
    await discardFirstMail(tx, caller.staffId)
    return {}
  })
}
