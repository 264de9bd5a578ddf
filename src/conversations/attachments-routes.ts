import type { FastifyInstance } from 'fastify'
import type { Readable } from 'node:stream'
import { m } from '#texts'
import { inBrands } from '#platform/database.ts'
import { cleanFileName, typeOfFile } from '#platform/file-kind.ts'
import { FileTooLarge, type Files } from '#platform/files.ts'
import { Refusal, signInNeeded } from '#platform/refusal.ts'
import { admit, parse, serve } from '#platform/serve.ts'
import { serveFile } from '#platform/serve-file.ts'
import { attach, attachmentContent, discard, messageSource } from './attachments.ts'
import * as contract from './attachments-contract.ts'
import { conversationFor } from './door.ts'
import { messageHtml } from './message-files-html.ts'

export function attachmentRoutes(app: FastifyInstance, desk: { files: Files }): void {
  takeUploads(app, desk.files)
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
}

/**
 * Uploads are streamed to disk before the transaction begins, so that a slow sender holds no connection; whether the conversation is
 * there for them is asked before the first byte is kept, and again when the row is written.
 */
function takeUploads(app: FastifyInstance, files: Files): void {
  const endpoint = contract.uploadAttachment
  app.served.endpoints.push(endpoint)
  app.post('/api/conversations/:id/attachments', { bodyLimit: endpoint.bodyLimit }, async (request) => {
    const { caller } = await app.identify(request)
    admit(endpoint, caller)
    if (!caller) throw signInNeeded()
    const { id } = parse(endpoint.params, request.params, 'path') as { id: number }
    const query = parse(endpoint.query, request.query, 'query') as { name: string; inline: '0' | '1' }
    await inBrands(app.db, caller.brands, (tx) => conversationFor(tx, id, 'read'))
    if (Number(request.headers['content-length'] ?? 0) > contract.largestUpload) throw tooLarge()
    if (request.headers['content-type'] !== 'application/octet-stream') throw notBytes()
    const kept = await files.keepStream(request.body as Readable, contract.largestUpload).catch((error) => {
      throw error instanceof FileTooLarge ? tooLarge() : error
    })
    const name = cleanFileName(query.name)
    const type = await typeOfFile(files.path(kept.hash), name)
    return inBrands(app.db, caller.brands, async (tx) =>
      attach(tx, await conversationFor(tx, id, 'read'), {
        ...kept,
        name,
        type,
        staffId: caller.staffId,
        isInline: query.inline === '1',
      }),
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
