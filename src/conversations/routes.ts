import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import { bulkRoutes } from './bulk/routes.ts'
import { changeRoutes } from './change-routes.ts'
import { checkRoutes } from './checks/routes.ts'
import * as contract from './contract.ts'
import { conversationFor } from './door.ts'
import { listConversations } from './inbox.ts'
import { mergingRoutes } from './merging/routes.ts'
import { listMessages } from './messages.ts'
import { conversationPage } from './page.ts'
import { presenceRoutes } from './presence/routes.ts'
import { markRead, markUnread } from './mark-read.ts'
import { afterAnswer } from '#people/after-answer.ts'
import { serve } from '#platform/serve.ts'
import { listConversationEvents } from './timeline.ts'
import { viewRoutes } from './views/routes.ts'
import { promiseRoutes } from './promises/routes.ts'
import { taskRoutes } from './tasks/routes.ts'
import { reasonRoutes } from './reasons/routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { vocabularyRoutes } from './vocabulary/routes.ts'
import { writingRoutes } from './writing-routes.ts'

export function conversationRoutes(app: FastifyInstance, desk: Pick<Desk, 'live'>): void {
  serve(app, contract.listConversations, ({ tx, caller, query }) => listConversations(tx, caller, query))
  serve(app, contract.getConversation, ({ tx, caller, params }) => conversationPage(tx, caller, params.id))
  serve(app, contract.listMessages, async ({ tx, locale, params, query }) =>
    listMessages(tx, await conversationFor(tx, params.id, 'read'), locale, query),
  )
  serve(app, contract.listConversationEvents, async ({ tx, caller, locale, params, query }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    return listConversationEvents(tx, conversation, { locale, timeZone: caller.timeZone }, query)
  })
  serve(app, contract.markRead, async ({ tx, caller, params, body, reply }) => {
    // A visitor in the chat is shown that they were read.
    afterAnswer(reply, () => desk.live.tell('read', { conversationId: params.id }))
    await markRead(tx, caller, await conversationFor(tx, params.id, 'read'), body.eventId)
    return {}
  })
  serve(app, contract.markUnread, async ({ tx, caller, params }) => {
    await markUnread(tx, caller, await conversationFor(tx, params.id, 'read'))
    return {}
  })
  changeRoutes(app)
  writingRoutes(app)
  mergingRoutes(app)
  viewRoutes(app)
  bulkRoutes(app)
  presenceRoutes(app, desk)
  vocabularyRoutes(app)
  templateRoutes(app)
  reasonRoutes(app)
  promiseRoutes(app)
  taskRoutes(app)
  checkRoutes(app)
}
