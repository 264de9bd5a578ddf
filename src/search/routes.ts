import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { search } from './search.ts'

export function searchRoutes(app: FastifyInstance): void {
  serve(app, contract.search, ({ tx, caller, query }) => search(tx, caller, query))
}
