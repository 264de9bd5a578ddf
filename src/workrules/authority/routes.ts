import type { FastifyInstance } from 'fastify'
import { conversationFor } from '#conversations/door.ts'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { correctGrant, markPaid, withdrawGrant } from './end.ts'
import * as figures from './figures-contract.ts'
import { grantFigures } from './figures.ts'
import { grant } from './grant.ts'
import { grantPage, listGrants } from './grants.ts'
import { authorityOf, changeAuthority } from './limits.ts'
import { exceptionBudget, myAuthority } from './may.ts'
import { deleteRate, keepRate, listRates } from './rates.ts'

/** What may be given to customers, and what was. */
export function authorityRoutes(app: FastifyInstance): void {
  serve(app, contract.getAuthority, ({ tx, query }) => authorityOf(tx, query.brandId))
  serve(app, contract.changeAuthority, ({ tx, caller, body }) => changeAuthority(tx, caller, body))
  serve(app, contract.listRates, ({ tx, query }) => listRates(tx, query))
  serve(app, contract.keepRate, ({ tx, caller, body }) => keepRate(tx, body, actorOf(caller)))
  serve(app, contract.deleteRate, async ({ tx, caller, params }) => {
    await deleteRate(tx, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.myAuthority, ({ tx, caller, query }) => myAuthority(tx, caller, query.brandId))
  serve(app, contract.exceptionBudget, ({ tx, query }) => exceptionBudget(tx, query))
  serve(app, contract.giveGrant, async ({ tx, caller, params, body }) => {
    const { id } = await grant(tx, caller, await conversationFor(tx, params.id, 'change'), body)
    return grantPage(tx, id)
  })
  serve(app, contract.listGrants, ({ tx, query }) => listGrants(tx, query))
  serve(app, figures.grantFigures, ({ tx, query }) => grantFigures(tx, query))
  serve(app, contract.getGrant, ({ tx, params }) => grantPage(tx, params.id))
  serve(app, contract.withdrawGrant, async ({ tx, caller, params, body }) => {
    await withdrawGrant(tx, caller, params.id, body.why)
    return grantPage(tx, params.id)
  })
  serve(app, contract.correctGrant, async ({ tx, caller, params, body }) => {
    const { id } = await correctGrant(tx, caller, params.id, body)
    return grantPage(tx, id)
  })
  serve(app, contract.markPaid, async ({ tx, caller, params, body }) => {
    await markPaid(tx, caller, params.id, body)
    return grantPage(tx, params.id)
  })
}
