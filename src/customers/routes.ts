import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { changeCustomer } from './change.ts'
import * as contract from './contract.ts'
import { customerFor } from './door.ts'
import { addIdentity, removeIdentity } from './identities.ts'
import { listCustomers } from './list.ts'
import { bothFor, mergeCustomers } from './merge.ts'
import { customerPage } from './page.ts'
import { previewMerge } from './preview-merge.ts'
import { suggestMerges } from './suggest-merges.ts'
import { listTimeline } from './timeline.ts'
import { undoMerge } from './undo-merge.ts'

export function customerRoutes(app: FastifyInstance): void {
  serve(app, contract.listCustomers, ({ tx, query }) => listCustomers(tx, query))
  serve(app, contract.getCustomer, ({ tx, params }) => customerPage(tx, params.id))
  serve(app, contract.changeCustomer, async ({ tx, caller, params, body }) => {
    await changeCustomer(tx, await customerFor(tx, params.id, 'change'), body, actorOf(caller))
    return customerPage(tx, params.id)
  })
  serve(app, contract.addIdentity, async ({ tx, caller, params, body }) => {
    await addIdentity(tx, await customerFor(tx, params.id, 'change'), body, actorOf(caller))
    return customerPage(tx, params.id)
  })
  serve(app, contract.removeIdentity, async ({ tx, caller, params }) => {
    await removeIdentity(tx, await customerFor(tx, params.id, 'change'), params.identityId, actorOf(caller))
    return customerPage(tx, params.id)
  })
  serve(app, contract.getTimeline, async ({ tx, params, query }) =>
    listTimeline(tx, await customerFor(tx, params.id, 'read'), query),
  )
  serve(app, contract.suggestMerges, async ({ tx, params }) => ({
    items: await suggestMerges(tx, await customerFor(tx, params.id, 'read')),
  }))
  serve(app, contract.previewMerge, ({ tx, params, query }) => previewMerge(tx, params.id, query.with))
  serve(app, contract.mergeCustomers, async ({ tx, caller, params, body }) => {
    await mergeCustomers(tx, await bothFor(tx, params.id, body.customerId), actorOf(caller))
    return customerPage(tx, params.id)
  })
  serve(app, contract.undoMerge, async ({ tx, caller, params }) => {
    await undoMerge(tx, await customerFor(tx, params.id, 'change'), params.mergeId, actorOf(caller))
    return customerPage(tx, params.id)
  })
}
