import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { goAway } from './go-away.ts'
import { changeWorkload, listWorkloads } from './workloads.ts'

export function assignmentRoutes(app: FastifyInstance): void {
  serve(app, contract.listWorkloads, async ({ tx, query }) => ({
    items: await listWorkloads(tx, query.brandId),
    nextCursor: null,
  }))
  serve(app, contract.changeWorkload, ({ tx, caller, params, body }) =>
    changeWorkload(tx, caller, params.id, body),
  )
  serve(app, contract.goAway, ({ tx, caller, body }) => goAway(tx, caller, body))
}
