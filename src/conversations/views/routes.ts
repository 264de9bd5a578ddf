import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { changeView, deleteView, listViews, saveView } from './views.ts'

export function viewRoutes(app: FastifyInstance): void {
  serve(app, contract.listViews, ({ tx, caller, query }) => listViews(tx, caller, query.brandId))
  serve(app, contract.saveView, ({ tx, caller, body }) => saveView(tx, caller, body))
  serve(app, contract.changeView, ({ tx, caller, params, body }) => changeView(tx, caller, params.id, body))
  serve(app, contract.deleteView, async ({ tx, caller, params }) => {
    await deleteView(tx, caller, params.id)
    return {}
  })
}
