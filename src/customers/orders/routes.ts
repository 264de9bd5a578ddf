import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { listOrders } from './orders.ts'

export function orderRoutes(app: FastifyInstance): void {
  serve(app, contract.listOrders, ({ tx, params, query }) => listOrders(tx, params.id, query))
}
