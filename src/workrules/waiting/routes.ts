import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { waitingFor } from './waiting.ts'

export function waitingRoutes(app: FastifyInstance): void {
  serve(app, contract.getWaiting, ({ tx, caller }) => waitingFor(tx, caller))
}
