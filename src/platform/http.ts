import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifyWebsocket from '@fastify/websocket'
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { m } from '#texts'
import type { Caller } from './caller.ts'
import { isAwayForTheMoment } from './database-away.ts'
import type { Database } from './database.ts'
import { type Locale, localeFromHeader } from './locale.ts'
import type { Logger } from './log.ts'
import { notFound, Refusal } from './refusal.ts'
import type { Served } from './serve.ts'

type Identify = (request: FastifyRequest) => Promise<{ caller: Caller | undefined; locale: Locale }>

/** An HTTP server without routes: security headers, cookies, web sockets, and errors as RFC 9457 problems. */
export async function openHttp(options: {
  db: Database
  log: Logger
  identify: Identify
  /** As TRUST_PROXY says: whether, how many, or which proxies tell the caller's address. */
  trustProxy?: boolean | number | string
}): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: withoutChatter(options.log) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trusted(options.trustProxy ?? false),
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
  })
  app.decorate('db', options.db)
  app.decorate('served', { endpoints: [] } satisfies Served)
  app.decorate('identify', options.identify)
  app.decorateRequest('locale')
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { directives: policy },
    strictTransportSecurity: false,
  })
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, { global: false })
  await app.register(fastifyWebsocket, { options: { maxPayload: 64 * 1024 } })
  // Files are sent as they are; the handler streams them to disk.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const locale = request.locale ?? localeFromHeader(request.headers['accept-language'])
    const problem = problemOf(error, locale)
    if (problem.status >= 500) request.log.error({ err: error, url: request.url }, 'A request failed')
    reply.code(problem.status).type('application/problem+json; charset=utf-8')
    if (typeof problem.retryAfter === 'number') reply.header('retry-after', problem.retryAfter)
    return reply.send(JSON.stringify(problem))
  })
  app.setNotFoundHandler((request) => {
    throw notFound(request.url.split('?')[0] ?? '')
  })
  return app
}

/** The address is said by who starts the desk, in a sentence; the server's own line about it is for nobody. */
function withoutChatter(log: Logger): Logger {
  return log.level === 'info' ? log.child({}, { level: 'warn' }) : log
}

/** So many proxies stand before us: that many hops are believed, counted from here. */
function trusted(proxies: boolean | number | string) {
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies
}

const policy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'self'"],
  upgradeInsecureRequests: null,
}

/** The problem document (RFC 9457) for anything thrown; what is not a refusal shows nothing of its inside. */
function problemOf(
  error: FastifyError | Refusal,
  locale: Locale,
): Record<string, unknown> & { status: number } {
  if (error instanceof Refusal) {
    return {
      type: `urn:engawa:${error.code}`,
      title: error.say(locale),
      status: error.status,
      code: error.code,
      ...(error.field === undefined ? {} : { field: error.field }),
      ...error.more,
    }
  }
  if (isUnstorable(error)) {
    const title = m.platform_unreadable({}, { locale })
    return { type: 'urn:engawa:unreadable', title, status: 422, code: 'unreadable' }
  }
  const status = error.statusCode ?? 500
  if (status < 500) {
    const title =
      status === 413 ? m.platform_too_large({}, { locale }) : m.platform_unreadable({}, { locale })
    return {
      type: `urn:engawa:${error.code}`,
      title,
      status,
      code: String(error.code ?? 'unreadable').toLowerCase(),
    }
  }
  if (isAwayForTheMoment(error)) {
    const title = m.platform_away({}, { locale })
    return { type: 'urn:engawa:away', title, status: 503, code: 'away', retryAfter: 2 }
  }
  return { type: 'urn:engawa:broken', title: m.platform_broken({}, { locale }), status: 500, code: 'broken' }
}

// SQLSTATEs for values that PostgreSQL cannot read or hold: a NUL character, a cursor somebody made up, a number out of range.
const unstorable = new Set(['22P02', '22P05', '22003', '22007', '22008', '22021'])

function isUnstorable(error: FastifyError): boolean {
  return unstorable.has(String(error.code))
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller's language, once it is known who calls. */
    locale?: Locale
  }
}
