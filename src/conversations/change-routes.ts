import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { assign } from './assign.ts'
import { changeStatus } from './change-status.ts'
import * as contract from './contract-changes.ts'
import { conversationFor } from './door.ts'
import { conversationPage } from './page.ts'

export function changeRoutes(app: FastifyInstance): void {
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
}
