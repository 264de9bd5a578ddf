import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { assign } from './assign.ts'
import { cancelSending } from './cancel-sending.ts'
import { changeStatus } from './change-status.ts'
import * as contract from './contract.ts'
import { conversationFor } from './door.ts'
import { listConversations } from './inbox.ts'
import { listMessages, messageFor } from './messages.ts'
import { conversationPage } from './page.ts'
import { reply } from './reply.ts'
import { listConversationEvents } from './timeline.ts'
import { writeNote } from './write-note.ts'

export function conversationRoutes(app: FastifyInstance): void {
  serve(app, contract.listConversations, ({ tx, caller, query }) => listConversations(tx, caller, query))
  serve(app, contract.getConversation, ({ tx, caller, params }) => conversationPage(tx, caller, params.id))
  serve(app, contract.listMessages, async ({ tx, params, query }) =>
    listMessages(tx, await conversationFor(tx, params.id, 'read'), query),
  )
  serve(app, contract.listConversationEvents, async ({ tx, params, query }) =>
    listConversationEvents(tx, await conversationFor(tx, params.id, 'read'), query),
  )
  serve(app, contract.sendReply, async ({ tx, caller, params, body }) =>
    messageFor(tx, await reply(tx, caller, await conversationFor(tx, params.id, 'change'), body)),
  )
  serve(app, contract.writeNote, async ({ tx, caller, params, body }) =>
    messageFor(tx, await writeNote(tx, caller, await conversationFor(tx, params.id, 'change'), body)),
  )
  serve(app, contract.assignConversation, async ({ tx, caller, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    await assign(tx, conversation, { staffId: body.staffId, actor: actorOf(caller) })
    return conversationPage(tx, caller, params.id)
  })
  serve(app, contract.changeStatus, async ({ tx, caller, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    await changeStatus(tx, conversation, { status: body.status, actor: actorOf(caller) })
    return conversationPage(tx, caller, params.id)
  })
  serve(app, contract.cancelSending, async ({ tx, caller, params }) => {
    await cancelSending(tx, caller, params.id)
    return messageFor(tx, params.id)
  })
  serve(app, contract.markRead, async ({ tx, caller, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    const read = {
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      staff_id: caller.staffId,
    }
    await tx
      .insertInto('conversation_reads')
      .values({ ...read, event_id: body.eventId })
      .onConflict((conflict) =>
        conflict
          .columns(['brand_id', 'conversation_id', 'staff_id'])
          .doUpdateSet((set) => ({
            event_id: set.fn('greatest', ['conversation_reads.event_id', set.val(body.eventId)]),
          })),
      )
      .execute()
    return {}
  })
}
