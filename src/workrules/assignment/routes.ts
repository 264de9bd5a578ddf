import type { FastifyInstance } from 'fastify'
import { conversationPage } from '#conversations/page.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { goAway } from './go-away.ts'
import { takeNext } from './take-next.ts'
import { listWaitingWishes } from './waiting-wishes.ts'
import { changeWorkload, listWorkloads } from './workloads.ts'

export function assignmentRoutes(app: FastifyInstance): void {
  serve(app, contract.listWorkloads, async ({ tx, query }) => ({
    items: await listWorkloads(tx, query.brandId),
    nextCursor: null,
  }))
  serve(app, contract.changeWorkload, ({ tx, caller, params, body }) =>
    changeWorkload(tx, caller, params.id, body),
  )
  serve(app, contract.listWaitingWishes, ({ tx, query, locale }) => listWaitingWishes(tx, query, locale))
  serve(app, contract.goAway, ({ tx, caller, body }) => goAway(tx, caller, body))
  serve(app, contract.takeNext, async ({ tx, caller, body }) => {
    const next = await takeNext(tx, caller, body)
    return { conversation: next === null ? null : await conversationPage(tx, caller, next) }
  })
}
