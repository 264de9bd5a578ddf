import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { listNotices, seeNotices } from './notices.ts'

export function noticeRoutes(app: FastifyInstance): void {
  serve(app, contract.listNotices, ({ tx, caller, query }) => listNotices(tx, caller.staffId, query))
  serve(app, contract.seeNotices, async ({ tx, caller, body }) => ({
    unseen: await seeNotices(tx, caller.staffId, body),
  }))
}
