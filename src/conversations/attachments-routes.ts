import type { FastifyInstance } from 'fastify'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { m } from '#texts'
import { inBrands, type Tx } from '#platform/database.ts'
import { cleanFileName, typeOfFile } from '#platform/file-kind.ts'
import { FileTooLarge, type Files } from '#platform/files.ts'
import { notFound, Refusal, signInNeeded } from '#platform/refusal.ts'
import { admit, parse, serve } from '#platform/serve.ts'
import { serveFile } from '#platform/serve-file.ts'
import { attach, attachmentContent, discard, messageSource } from './attachments.ts'
import * as contract from './attachments-contract.ts'
import { conversationFor } from './door.ts'
import { taskFileRoutes } from './tasks/file-routes.ts'
import { messageHtml } from './message-files-html.ts'

export function attachmentRoutes(app: FastifyInstance, desk: { files: Files }): void {
  takeUploads(app, desk.files, contract.uploadAttachment, async (tx, { params }) => {
    const { id, brand_id } = await conversationFor(tx, params.id, 'read')
    return { brandId: brand_id, conversationId: id }
  })
  takeUploads(app, desk.files, contract.uploadForNew, async (tx, { query }) => {
    if (!tx.inBrands.includes(query.brandId)) throw notFound('brand')
    return { brandId: query.brandId, conversationId: null }
  })
  serve(app, contract.discardAttachment, async ({ tx, caller, params }) => {
    await discard(tx, caller.staffId, params.id)
    return {}
  })
  serveFile(app, contract.getAttachmentContent, ({ tx, params, query }) =>
    attachmentContent(tx, desk.files, { id: params.id }, { download: query.download === '1' }),
  )
  serveFile(app, contract.getInlineImage, ({ tx, params }) =>
    attachmentContent(
      tx,
      desk.files,
      { messageId: params.id, contentId: params.contentId },
      { download: false },
    ),
  )
  serveFile(app, contract.getMessageHtml, ({ tx, params, query }) =>
    messageHtml(tx, params.id, {
      images: query.images === '1',
      quotes: query.quotes === '1',
      theme: query.theme,
    }),
  )
  serveFile(app, contract.getMessageSource, ({ tx, params }) => messageSource(tx, desk.files, params.id))
  taskFileRoutes(app, desk)
}

type Place = { brandId: number; conversationId: number | null }
type Upload = typeof contract.uploadAttachment | typeof contract.uploadForNew

/**
 * Uploads are streamed to disk before the transaction begins, so that a slow sender holds no connection; whether the place is there for
 * them is asked before the first byte is kept, and again when the row is written.
 */
function takeUploads<const E extends Upload>(
  app: FastifyInstance,
  files: Files,
  endpoint: E,
  placeOf: (tx: Tx, asked: { params: z.output<E['params']>; query: z.output<E['query']> }) => Promise<Place>,
): void {
  app.served.endpoints.push(endpoint)
  const url = endpoint.path.replace('{id}', ':id')
  app.post(url, { bodyLimit: endpoint.bodyLimit }, async (request) => {
    const { caller, locale } = await app.identify(request)
    admit(endpoint, caller)
    if (!caller) throw signInNeeded()
    const asked = {
      params: parse(endpoint.params, request.params, 'path', locale) as z.output<E['params']>,
      query: parse(endpoint.query, request.query, 'query', locale) as z.output<E['query']>,
    }
    await inBrands(app.db, caller.brands, (tx) => placeOf(tx, asked))
    if (Number(request.headers['content-length'] ?? 0) > contract.largestUpload) throw tooLarge()
    if (request.headers['content-type'] !== 'application/octet-stream') throw notBytes()
    const kept = await files.keepStream(request.body as Readable, contract.largestUpload).catch((error) => {
      throw error instanceof FileTooLarge ? tooLarge() : error
    })
    const name = cleanFileName(asked.query.name)
    const type = await typeOfFile(files.path(kept.hash), name)
    const isInline = asked.query.inline === '1'
    const { staffId } = caller
    return inBrands(app.db, caller.brands, async (tx) =>
      attach(tx, await placeOf(tx, asked), { ...kept, name, type, staffId, isInline }),
    )
  })
}

function tooLarge(): Refusal {
  const limit = String(contract.largestUpload / 1024 / 1024)
  return new Refusal(413, 'file_too_large', (locale) => m.conversations_file_too_large({ limit }, { locale }))
}

function notBytes(): Refusal {
  return new Refusal(415, 'bytes_expected', (locale) => m.conversations_bytes_expected({}, { locale }))
}
