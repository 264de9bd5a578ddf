import type { FastifyInstance } from 'fastify'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { serve } from '#platform/serve.ts'
import { approvalPage, listApprovals } from './approvals.ts'
import { changeChain, createChain, deleteChain, listChains } from './chains.ts'
import * as contract from './contract.ts'
import { decide, type Decided } from './decide.ts'
import { listDeputies, nameDeputy } from './deputies.ts'

/** Who says yes to what. `settle` does in the same transaction what was waiting for it, where the desk itself can. */
export function approvalRoutes(
  app: FastifyInstance,
  settle: (tx: Tx, caller: Caller, decided: Decided) => Promise<void>,
): void {
  serve(app, contract.listChains, async ({ tx, query }) => ({
    items: await listChains(tx, query),
    nextCursor: null,
  }))
  serve(app, contract.createChain, ({ tx, caller, body }) => createChain(tx, body, actorOf(caller)))
  serve(app, contract.changeChain, ({ tx, caller, params, body }) =>
    changeChain(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.deleteChain, async ({ tx, caller, params }) => {
    await deleteChain(tx, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.listDeputies, async ({ tx, query }) => ({
    items: await listDeputies(tx, query.brandId),
    nextCursor: null,
  }))
  serve(app, contract.nameDeputy, async ({ tx, caller, params, body }) => ({
    items: await nameDeputy(tx, caller, params.id, body),
    nextCursor: null,
  }))
  serve(app, contract.listApprovals, ({ tx, caller, locale, query }) =>
    listApprovals(tx, { ...caller, locale }, query),
  )
  serve(app, contract.getApproval, ({ tx, caller, locale, params }) =>
    approvalPage(tx, { ...caller, locale }, params.id),
  )
  serve(app, contract.decideApproval, async ({ tx, caller, locale, params, body }) => {
    const decided = await decide(tx, caller, params.id, body)
    if (decided) await settle(tx, caller, decided)
    return approvalPage(tx, { ...caller, locale }, params.id)
  })
}
