import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { m } from '#texts'
import { inBrands } from '#platform/database.ts'
import { FileTooLarge, type Files } from '#platform/files.ts'
import { notFound, Refusal, signInNeeded } from '#platform/refusal.ts'
import { admit, parse, serve } from '#platform/serve.ts'
import { asZip, beginImport } from './begin-import.ts'
import * as contract from './contract.ts'
import { downloadRoute } from './download-articles.ts'
import { exportArticles } from './export-articles.ts'
import { importLines, importOf, listImports } from './imports.ts'

export function importExportRoutes(app: FastifyInstance, { files }: { files: Files }): void {
  takeUploads(app, files)
  downloadRoute(app, files)
  serve(app, contract.importArticles, async ({ tx, caller, body, locale }) => {
    if (!tx.inBrands.includes(body.brandId)) throw notFound('brand')
    const { hash } = await files.passing.keepStream(Readable.from([asZip(body.files)]))
    const [first] = body.files
    const name = body.files.length === 1 && first ? first.name : `${body.format}.zip`
    return importOf(tx, await beginImport(tx, { ...body, name, hash }, caller.staffId), locale)
  })
  serve(app, contract.getArticleImport, ({ tx, params, locale }) => importOf(tx, params.id, locale))
  serve(app, contract.listArticleImports, ({ tx, query, locale }) => listImports(tx, query, locale))
  serve(app, contract.listImportLines, ({ tx, params, query, locale }) =>
    importLines(tx, params.id, query, locale),
  )
  serve(app, contract.exportArticles, async ({ tx, query }) => ({ files: await exportArticles(tx, query) }))
}

/** Streamed to disk outside a transaction; whether the brand is there is asked before the first byte. */
function takeUploads(app: FastifyInstance, files: Files): void {
  const endpoint = contract.uploadArticleImport
  app.served.endpoints.push(endpoint)
  app.post(endpoint.path, { bodyLimit: endpoint.bodyLimit }, async (request) => {
    const { caller, locale } = await app.identify(request)
    admit(endpoint, caller)
    if (!caller) throw signInNeeded()
    const query = parse(endpoint.query, request.query, 'query', locale) as z.output<typeof endpoint.query>
    if (!caller.brands.includes(query.brandId)) throw notFound('brand')
    if (Number(request.headers['content-length'] ?? 0) > contract.largestImport) throw tooLarge()
    if (request.headers['content-type'] !== 'application/octet-stream') throw notBytes()
    const { hash } = await files.passing
      .keepStream(request.body as Readable, contract.largestImport)
      .catch((error) => {
        throw error instanceof FileTooLarge ? tooLarge() : error
      })
    const wish = {
      ...{ brandId: query.brandId, format: query.format, name: query.name, hash },
      ...{ publishes: query.publishes === '1', isTrial: query.isTrial === '1' },
      leavesOutMistakes: query.leavesOutMistakes === '1',
    }
    return inBrands(app.db, caller.brands, async (tx) =>
      importOf(tx, await beginImport(tx, wish, caller.staffId), locale),
    )
  })
}

function tooLarge(): Refusal {
  const limit = String(contract.largestImport / 1024 / 1024)
  return new Refusal(413, 'file_too_large', (locale) => m.conversations_file_too_large({ limit }, { locale }))
}

function notBytes(): Refusal {
  return new Refusal(415, 'bytes_expected', (locale) => m.conversations_bytes_expected({}, { locale }))
}
