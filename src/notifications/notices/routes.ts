import type { FastifyInstance } from 'fastify'
import { standBeside } from '#conversations/tasks/door.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { listNotices, seeNotices } from './notices.ts'

export function noticeRoutes(app: FastifyInstance): void {
  serve(app, contract.listNotices, async ({ tx, caller, query }) => {
    await standBeside(tx, caller.staffId)
    return listNotices(tx, caller, query)
  })
  serve(app, contract.seeNotices, async ({ tx, caller, body }) => {
    await standBeside(tx, caller.staffId)
    return { unseen: await seeNotices(tx, caller, body) }
  })
}
