import type { FastifyInstance } from 'fastify'
import type { Vault } from '#platform/crypto.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { listDeliveries, redeliver } from './deliveries.ts'
import { changeWebhook, createWebhook, deleteWebhook, listWebhooks } from './webhooks.ts'

export function webhookRoutes(
  app: FastifyInstance,
  desk: { vault: Vault; allowsPrivateAddresses: boolean },
): void {
  serve(app, contract.listWebhooks, ({ tx, query }) => listWebhooks(tx, query))
  serve(app, contract.createWebhook, ({ tx, caller, body }) => createWebhook(tx, desk, caller, body))
  serve(app, contract.changeWebhook, ({ tx, caller, params, body }) =>
    changeWebhook(tx, desk, caller, params.id, body),
  )
  serve(app, contract.deleteWebhook, async ({ tx, caller, params }) => {
    await deleteWebhook(tx, caller, params.id)
    return {}
  })
  serve(app, contract.listDeliveries, ({ tx, params, query }) => listDeliveries(tx, params.id, query))
  serve(app, contract.redeliver, ({ tx, params }) => redeliver(tx, params.id, params.deliveryId))
}
