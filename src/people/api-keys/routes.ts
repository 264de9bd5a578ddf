import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { issueApiKey, listApiKeys, revokeApiKey } from './keys.ts'

export function apiKeyRoutes(app: FastifyInstance): void {
  serve(app, contract.listApiKeys, ({ tx, caller, query }) => listApiKeys(tx, caller, query))
  serve(app, contract.createApiKey, ({ tx, caller, body }) => issueApiKey(tx, caller, body))
  serve(app, contract.revokeApiKey, async ({ tx, caller, params }) => {
    await revokeApiKey(tx, caller, params.id)
    return {}
  })
}
