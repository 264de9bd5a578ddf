import type { FastifyInstance } from 'fastify'
import { conversationFor } from '#conversations/door.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { listDecisions } from './decisions.ts'
import { whyThisLevel } from './why-this-level.ts'

/** Why things are as they are. */
export function decisionRoutes(app: FastifyInstance): void {
  serve(app, contract.listDecisions, async ({ tx, caller, locale, params, query }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    return listDecisions(tx, conversation, query, { locale, timeZone: caller.timeZone })
  })
  serve(app, contract.getAppliedLevel, async ({ tx, locale, params }) => ({
    level: await whyThisLevel(tx, await conversationFor(tx, params.id, 'read'), locale),
  }))
}
