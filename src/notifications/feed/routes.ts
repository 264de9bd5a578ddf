import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { listEvents } from './events.ts'

export function feedRoutes(app: FastifyInstance): void {
  serve(app, contract.listEvents, ({ tx, query }) => listEvents(tx, query))
}
