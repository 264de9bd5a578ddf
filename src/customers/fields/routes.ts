import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { customerFor } from '../door.ts'
import { changeCustomerFields } from './change-customer-fields.ts'
import * as contract from './contract.ts'
import { changeField, createField, listFields } from './fields.ts'
import { moveField } from './move-field.ts'

export function fieldRoutes(app: FastifyInstance): void {
  serve(app, contract.listFields, async ({ tx, query }) => ({
    items: await listFields(tx, query),
    nextCursor: null,
  }))
  serve(app, contract.createField, ({ tx, caller, body }) => createField(tx, body, actorOf(caller)))
  serve(app, contract.changeField, ({ tx, caller, params, body }) =>
    changeField(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.moveField, ({ tx, caller, params, body }) =>
    moveField(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.changeCustomerFields, async ({ tx, caller, params, body }) => {
    const customer = await customerFor(tx, params.id, 'change')
    return { fields: await changeCustomerFields(tx, customer, { ...body, actor: actorOf(caller) }) }
  })
}
