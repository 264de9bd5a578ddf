import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { now } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Endpoint } from '#platform/endpoint.ts'
import type { Files } from '#platform/files.ts'
import type { Locale } from '#platform/locale.ts'
import { signInNeeded } from '#platform/refusal.ts'
import { admit, parse } from '#platform/serve.ts'
import * as contract from './contract.ts'
import { makePdf } from './make-pdf.ts'
import { sendPdf } from './send-pdf.ts'
import type { Print } from './pdf-thread.ts'
import { printOfArticle, printOfManual } from './print.ts'

type Desk = { files: Files; publicUrl: string }

export function pdfRoutes(app: FastifyInstance, desk: Desk): void {
  servePdf(app, contract.articlePdf, (tx, { params, query }) =>
    printOfArticle(tx, desk, { ...params, isDraft: query.draft === '1', now: now() }),
  )
  servePdf(app, contract.manualPdf, (tx, { query }) => printOfManual(tx, desk, { ...query, now: now() }))
}

type Of<S> = S extends z.ZodType ? z.output<S> : undefined
type Asked<E extends Endpoint> = { params: Of<E['params']>; query: Of<E['query']>; locale: Locale }

/** What is printed is read in a transaction, and made after it has ended. */
function servePdf<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  read: (tx: Tx, asked: Asked<E>) => Promise<{ print: Print; name: string }>,
): void {
  app.served.endpoints.push(endpoint)
  app.get(
    endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { caller, locale } = await app.identify(request)
      request.locale = locale
      admit(endpoint, caller)
      if (!caller) throw signInNeeded()
      const params = parse(endpoint.params, request.params, 'path', locale)
      const query = parse(endpoint.query, request.query, 'query', locale)
      const asked = { params, query, locale } as Asked<E>
      const { print, name } = await inBrands(app.db, caller.brands, (tx) => read(tx, asked), {
        isReading: true,
      })
      return sendPdf(reply.header('cache-control', 'private, no-store'), await makePdf(print), name)
    },
  )
}
