import type { FastifyInstance } from 'fastify'
import { conversationFor } from '#conversations/door.ts'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import {
  changeServiceLevel,
  createServiceLevel,
  deleteServiceLevel,
  placeServiceLevel,
} from './change-service-level.ts'
import * as contract from './contract.ts'
import { listDeadlines } from './deadlines.ts'
import { listServiceLevels } from './policies.ts'

/** By when customers are answered. */
export function serviceLevelRoutes(app: FastifyInstance): void {
  serve(app, contract.listServiceLevels, async ({ tx, query }) => ({
    items: await listServiceLevels(tx, query),
    nextCursor: null,
  }))
  serve(app, contract.createServiceLevel, ({ tx, caller, body }) =>
    createServiceLevel(tx, body, actorOf(caller)),
  )
  serve(app, contract.changeServiceLevel, ({ tx, caller, params, body }) =>
    changeServiceLevel(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.placeServiceLevel, async ({ tx, caller, params, body }) => {
    await placeServiceLevel(tx, params.id, body.beforeId, actorOf(caller))
    return {}
  })
  serve(app, contract.deleteServiceLevel, async ({ tx, caller, params }) => {
    await deleteServiceLevel(tx, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.listDeadlines, async ({ tx, caller, locale, params }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    return {
      items: await listDeadlines(tx, conversation, { locale, timeZone: caller.timeZone }),
      nextCursor: null,
    }
  })
}
