import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import { conversationFor } from '../door.ts'
import { conversationPage } from '../page.ts'
import * as contract from './contract.ts'
import { mergeInto } from './merge.ts'
import { split } from './split.ts'
import { unmerge } from './unmerge.ts'

export function mergingRoutes(app: FastifyInstance): void {
  serve(app, contract.mergeConversations, async ({ tx, caller, params, body }) => {
    await mergeInto(tx, caller, params.id, body.conversationIds)
    return conversationPage(tx, caller, params.id)
  })
  serve(app, contract.unmergeConversation, async ({ tx, caller, params }) => {
    await unmerge(tx, caller, params.id)
    return conversationPage(tx, caller, params.id)
  })
  serve(app, contract.splitConversation, async ({ tx, caller, params, body }) => {
    const from = await conversationFor(tx, params.id, 'change')
    return conversationPage(tx, caller, await split(tx, caller, from, body))
  })
}
