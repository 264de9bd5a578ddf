import type { FastifyInstance } from 'fastify'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { serve } from '#platform/serve.ts'
import { conversationFor } from '../door.ts'
import { refuseNewcomer } from '../reply-approvals/needed.ts'
import { languagesFor } from '../which-language.ts'
import { changeTemplate } from './change-template.ts'
import { checkTwin } from './check-twin.ts'
import * as contract from './contract.ts'
import { createTemplate } from './create-template.ts'
import { deleteTemplate } from './delete-template.ts'
import { getTemplateHistory, restoreTemplate as restoration } from './history-contract.ts'
import { restoreTemplate, templateHistory } from './history.ts'
import { fillingOf, firstFillingOf } from './filling.ts'
import { listTemplates, templateFor } from './templates.ts'

export function templateRoutes(app: FastifyInstance): void {
  serve(app, contract.listTemplates, ({ tx, query }) => listTemplates(tx, query))
  serve(app, contract.createTemplate, ({ tx, caller, body }) => createTemplate(tx, body, actorOf(caller)))
  serve(app, contract.changeTemplate, async ({ tx, caller, params, body }) => {
    await mayChange(tx, caller, params.id)
    return changeTemplate(tx, params.id, body, actorOf(caller))
  })
  serve(app, contract.checkTwin, ({ tx, caller, params }) => checkTwin(tx, params.id, actorOf(caller)))
  serve(app, getTemplateHistory, ({ tx, params, query }) => templateHistory(tx, params.id, query))
  serve(app, restoration, async ({ tx, caller, params, body }) => {
    await mayChange(tx, caller, params.id)
    return restoreTemplate(tx, params.id, body.changeId, actorOf(caller))
  })
  serve(app, contract.deleteTemplate, async ({ tx, caller, params }) => {
    await mayChange(tx, caller, params.id)
    await deleteTemplate(tx, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.getFilling, async ({ tx, caller, params }) =>
    fillingOf(tx, await conversationFor(tx, params.id, 'read'), caller),
  )
  serve(app, contract.getLanguages, async ({ tx, params }) =>
    languagesFor(tx, await conversationFor(tx, params.id, 'read')),
  )
  serve(app, contract.getFirstFilling, ({ tx, caller, query }) => firstFillingOf(tx, query, caller))
}

/** The door to changing one. */
async function mayChange(tx: Tx, caller: Caller, id: number): Promise<void> {
  await refuseNewcomer(tx, caller, (await templateFor(tx, id)).brandId)
}
