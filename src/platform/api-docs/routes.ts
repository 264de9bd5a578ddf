import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { isLocale, type Locale, localeFromHeader } from '../locale.ts'
import { type OpenApi, openApiOf } from '../openapi.ts'
import { docsPage } from './page.ts'

/** The API's description for programs, and for people to read. Made once, when first asked for. */
export function describeApi(
  app: FastifyInstance,
  about: { version: string; publicUrl: string; named: ReadonlyMap<string, z.ZodType> },
): void {
  const made = new Map<Locale, OpenApi>()
  const document = (locale: Locale): OpenApi => {
    const known = made.get(locale) ?? openApiOf(app.served.endpoints, about, locale)
    made.set(locale, known)
    return known
  }
  const pages = new Map<string, string>()
  app.get('/api/openapi.json', async () => document('en'))
  app.get('/api/docs', async (request, reply) => {
    const { lang } = request.query as { lang?: unknown }
    const locale = isLocale(lang) ? lang : localeFromHeader(request.headers['accept-language'])
    let page = pages.get(locale)
    if (page === undefined) {
      page = await docsPage(document(locale), locale)
      pages.set(locale, page)
    }
    return reply.type('text/html; charset=utf-8').header('vary', 'accept-language').send(page)
  })
}
