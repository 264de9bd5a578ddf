import type { FastifyInstance } from 'fastify'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { m } from '#texts'
import { inBrands } from '#platform/database.ts'
import { cleanFileName, typeOfFile } from '#platform/file-kind.ts'
import { FileTooLarge, type Files } from '#platform/files.ts'
import { Refusal, signInNeeded } from '#platform/refusal.ts'
import { admit, parse, serve } from '#platform/serve.ts'
import { serveFile } from '#platform/serve-file.ts'
import { deleteFile, fileContent, keepFile, placeFor } from './files.ts'
import * as contract from './files-contract.ts'

export function articleFileRoutes(app: FastifyInstance, desk: { files: Files }): void {
  takeUploads(app, desk.files)
  serve(app, contract.deleteArticleFile, async ({ tx, caller, params }) => {
    await deleteFile(tx, params.id, caller.staffId)
    return {}
  })
  serveFile(
    app,
    contract.getArticleFile,
    ({ tx, caller, params, query }) =>
      fileContent(tx, desk.files, params.id, {
        brands: caller?.brands ?? [],
        download: query.download === '1',
      }),
    { inEveryBrand: true },
  )
}

/** Uploads are streamed to disk outside a transaction; whether the place is there is asked before the first byte, and again at the end. */
function takeUploads(app: FastifyInstance, files: Files): void {
  const endpoint = contract.uploadArticleFile
  app.served.endpoints.push(endpoint)
  const url = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')
  app.post(url, { bodyLimit: endpoint.bodyLimit }, async (request) => {
    const { caller, locale } = await app.identify(request)
    admit(endpoint, caller)
    if (!caller) throw signInNeeded()
    const place = parse(endpoint.params, request.params, 'path', locale) as z.output<typeof endpoint.params>
    const { name } = parse(endpoint.query, request.query, 'query', locale) as z.output<typeof endpoint.query>
    await inBrands(app.db, caller.brands, (tx) => placeFor(tx, place))
    if (Number(request.headers['content-length'] ?? 0) > contract.largestArticleFile) throw tooLarge()
    if (request.headers['content-type'] !== 'application/octet-stream') throw notBytes()
    const kept = await files
      .keepStream(request.body as Readable, contract.largestArticleFile)
      .catch((error) => {
        throw error instanceof FileTooLarge ? tooLarge() : error
      })
    const file = {
      ...kept,
      name: cleanFileName(name),
      type: await typeOfFile(files.path(kept.hash), name),
      staffId: caller.staffId,
    }
    return inBrands(app.db, caller.brands, (tx) => keepFile(tx, place, file))
  })
}

function tooLarge(): Refusal {
  const limit = String(contract.largestArticleFile / 1024 / 1024)
  return new Refusal(413, 'file_too_large', (locale) => m.conversations_file_too_large({ limit }, { locale }))
}

function notBytes(): Refusal {
  return new Refusal(415, 'bytes_expected', (locale) => m.conversations_bytes_expected({}, { locale }))
}
