import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { progressOf } from './progress.ts'
import { startBulkChange } from './start-bulk-change.ts'

export function bulkRoutes(app: FastifyInstance): void {
  serve(app, contract.startBulkChange, async ({ tx, caller, body }) =>
    progressOf(tx, caller, await startBulkChange(tx, caller, body)),
  )
  serve(app, contract.getBulkChange, ({ tx, caller, params }) => progressOf(tx, caller, params.id))
}
