import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { changeReason, createReason } from './change.ts'
import { moveReason } from './move.ts'
import { listReasons } from './reasons.ts'

export function reasonRoutes(app: FastifyInstance): void {
  serve(app, contract.listReasons, async ({ tx, query }) => ({
    items: await listReasons(tx, query),
    nextCursor: null,
  }))
  serve(app, contract.createReason, ({ tx, caller, body }) => createReason(tx, body, actorOf(caller)))
  serve(app, contract.changeReason, ({ tx, caller, params, body }) =>
    changeReason(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.moveReason, ({ tx, caller, params, body }) =>
    moveReason(tx, params.id, body, actorOf(caller)),
  )
}
