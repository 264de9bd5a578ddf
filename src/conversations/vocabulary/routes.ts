import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { changeReason, createReason, listReasons } from './reasons.ts'
import { deleteTag, listTags, renameTag } from './tags.ts'
import { changeTemplate, createTemplate, deleteTemplate, listTemplates } from './templates.ts'

export function vocabularyRoutes(app: FastifyInstance): void {
  serve(app, contract.listTags, ({ tx, query }) => listTags(tx, query))
  serve(app, contract.renameTag, ({ tx, params, body }) => renameTag(tx, params.id, body.name))
  serve(app, contract.deleteTag, async ({ tx, params }) => {
    await deleteTag(tx, params.id)
    return {}
  })
  serve(app, contract.listTemplates, ({ tx, query }) => listTemplates(tx, query))
  serve(app, contract.createTemplate, ({ tx, body }) => createTemplate(tx, body))
  serve(app, contract.changeTemplate, ({ tx, params, body }) => changeTemplate(tx, params.id, body))
  serve(app, contract.deleteTemplate, async ({ tx, params }) => {
    await deleteTemplate(tx, params.id)
    return {}
  })
  serve(app, contract.listReasons, async ({ tx, query }) => ({
    items: await listReasons(tx, query),
    nextCursor: null,
  }))
  serve(app, contract.createReason, ({ tx, body }) => createReason(tx, body))
  serve(app, contract.changeReason, ({ tx, params, body }) => changeReason(tx, params.id, body))
}
