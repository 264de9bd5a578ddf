import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { deleteTag, listTags, renameTag } from './tags.ts'

export function vocabularyRoutes(app: FastifyInstance): void {
  serve(app, contract.listTags, ({ tx, query }) => listTags(tx, query))
  serve(app, contract.renameTag, ({ tx, caller, params, body }) =>
    renameTag(tx, params.id, body.name, actorOf(caller)),
  )
  serve(app, contract.deleteTag, async ({ tx, caller, params }) => {
    await deleteTag(tx, params.id, actorOf(caller))
    return {}
  })
}
