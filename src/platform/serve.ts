import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { m } from '#texts'
import { type Caller, hasRole } from './caller.ts'
import { type Database, inBrands, type Tx } from './database.ts'
import type { Endpoint, Scope } from './endpoint.ts'
import { once } from './idempotency.ts'
import type { Locale } from './locale.ts'
import { mistakeCode, mistakeWords } from './mistake-words.ts'
import { forbidden, Refusal, signInNeeded } from './refusal.ts'

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined

/** What a handler may answer: the reply's shape, where a time may still be a Date. */
export type Sendable<T> = T extends string
  ? T | Date
  : T extends readonly (infer Item)[]
    ? readonly Sendable<Item>[]
    : T extends object
      ? { [Key in keyof T]: Sendable<T[Key]> }
      : T

export type Call<E extends Endpoint> = {
  tx: Tx
  caller: E extends { open: true } ? Caller | undefined : Caller
  locale: Locale
  params: Parsed<E['params']>
  query: Parsed<E['query']>
  body: Parsed<E['body']>
  request: FastifyRequest
  reply: FastifyReply
}

/** Every endpoint served so far, for the OpenAPI document. */
export type Served = { endpoints: Endpoint[] }

/**
 * Mounts an endpoint: parses, asks who calls and whether they may, and runs the handler in one transaction inside the caller's
 * brands. A refusal rolls everything back, unless it says that it keeps. Writes with an Idempotency-Key happen once.
 * `before` runs ahead of the transaction and holds no connection, for limits that must count whatever happens next.
 */
export function serve<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (call: Call<E>) => Promise<Sendable<z.input<E['reply']>>>,
  before?: (call: Omit<Call<E>, 'tx'>) => Promise<void>,
): void {
  app.served.endpoints.push(endpoint)
  app.route({
    method: endpoint.method,
    url: endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    ...(endpoint.bodyLimit === undefined ? {} : { bodyLimit: endpoint.bodyLimit }),
    handler: async (request, reply) => {
      const { caller, locale } = await app.identify(request)
      request.locale = locale
      admit(endpoint, caller)
      const params = parse(endpoint.params, request.params, 'path', locale)
      const query = parse(endpoint.query, request.query, 'query', locale)
      const body = parse(endpoint.body, request.body ?? {}, 'body', locale)
      const call = { caller, locale, params, query, body, request, reply } as unknown as Call<E>
      await before?.(call)
      const run = (tx: Tx) => handler({ ...call, tx })
      const isReading = endpoint.method === 'GET' && !endpoint.triesOut
      const answer = await inBrands(
        app.db,
        caller?.brands ?? [],
        (tx) =>
          endpoint.method === 'GET'
            ? run(tx)
            : once(tx, request, reply, caller, () => run(tx), endpoint).catch(keepIfAsked),
        { isReading },
      )
      if (answer instanceof Refusal) throw answer
      if (reply.sent) return reply
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer))
    },
  })
}

/** Refuses whoever may not call an endpoint: strangers, lower roles, keys without the scope. */
export function admit(endpoint: Endpoint, caller: Caller | undefined): void {
  if (endpoint.open) return
  if (!caller) throw signInNeeded()
  if (!hasRole(caller, endpoint.role ?? (endpoint.method === 'GET' ? 'read_only' : 'agent')))
    throw forbidden()
  if (!caller.scopes.includes(scopeOf(endpoint))) throw forbidden()
}

/** A refusal that keeps what was written (a failed sign-in is recorded) is thrown only after the commit. */
function keepIfAsked(error: unknown): Refusal {
  if (error instanceof Refusal && error.keeps) return error
  throw error
}

/** Which scope of an API key an endpoint needs. */
export function scopeOf(endpoint: Endpoint): Scope {
  if (endpoint.scope) return endpoint.scope
  if (endpoint.role === 'admin') return 'admin'
  return endpoint.method === 'GET' ? 'read' : 'write'
}

/** Reads what was sent by its schema; a mistake is refused with the field that holds it and, in the caller's language, what would be right. */
export function parse(schema: z.ZodType | undefined, value: unknown, place: string, locale: Locale): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(value, { error: (issue) => mistakeWords(issue, locale) })
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({
    field: issue.path.join('.') || place,
    code: mistakeCode(issue),
    message: issue.message,
  }))
  const field = errors[0]?.field ?? place
  throw new Refusal(422, 'invalid_input', () => m.platform_invalid_input({ field }, { locale }), {
    field,
    more: { errors },
  })
}

declare module 'fastify' {
  interface FastifyInstance {
    db: Database
    served: Served
    identify: (request: FastifyRequest) => Promise<{ caller: Caller | undefined; locale: Locale }>
  }
}
