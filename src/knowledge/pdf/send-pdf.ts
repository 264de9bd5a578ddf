import type { FastifyReply } from 'fastify'
import { cleanFileName } from '#platform/file-kind.ts'

/** A PDF to be shown, and kept under a name in any letters (RFC 6266, RFC 8187). */
export function sendPdf(reply: FastifyReply, pdf: Buffer, name: string): FastifyReply {
  const encoded = encodeURIComponent(cleanFileName(name.toWellFormed())).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return reply
    .header('content-disposition', `inline; filename="article.pdf"; filename*=UTF-8''${encoded}`)
    .header('x-content-type-options', 'nosniff')
    .type('application/pdf')
    .send(pdf)
}
