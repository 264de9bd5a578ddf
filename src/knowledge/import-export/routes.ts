import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import { shownRemark } from './article-record.ts'
import * as contract from './contract.ts'
import { exportArticles } from './export-articles.ts'
import { importArticles } from './import-articles.ts'

export function importExportRoutes(app: FastifyInstance): void {
  serve(app, contract.importArticles, async ({ tx, caller, body, locale }) => {
    const { remarks, ...outcome } = await importArticles(tx, body, caller.staffId, locale)
    return { ...outcome, remarks: remarks.map((one) => shownRemark(one, locale)) }
  })
  serve(app, contract.exportArticles, async ({ tx, query }) => ({ files: await exportArticles(tx, query) }))
}
