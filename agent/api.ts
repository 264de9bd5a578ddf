import type { z } from 'zod'
import type { Endpoint } from '#platform/endpoint.ts'
import type { Contracts } from './contracts.ts'

type EndpointIn<M> = M extends unknown ? Extract<M[keyof M], Endpoint> : never
type AnyEndpoint = EndpointIn<Contracts>

type NameOf<E> = E extends Endpoint ? `${E['method']} ${E['path']}` : never
export type EndpointName = NameOf<AnyEndpoint>
export type Question = Extract<EndpointName, `GET ${string}`>
export type Statement = Exclude<EndpointName, Question>
// One table that is made once: to look through all endpoints at each question took the compiler minutes.
type ByName = { [E in AnyEndpoint as NameOf<E>]: E }
type Named<N extends EndpointName> = ByName[N]

// What may be left out is what the input leaves out; what a value is, is what the server makes of it (ids are numbers).
type Sent<S> = S extends z.ZodType ? Shape<z.input<S>, z.output<S>> : never
type Shape<I, O> = I extends readonly unknown[]
  ? O
  : I extends object
    ? { [K in keyof I]: K extends keyof O ? O[K] | (undefined extends I[K] ? undefined : never) : I[K] }
    : O
type Part<E, K extends string> = K extends keyof E
  ? E[K] extends z.ZodType
    ? {} extends Sent<E[K]>
      ? { [P in K]?: Sent<E[K]> }
      : { [P in K]: Sent<E[K]> }
    : {}
  : {}
export type Options<N extends EndpointName> = Part<Named<N>, 'params'> &
  Part<Named<N>, 'query'> &
  Part<Named<N>, 'body'>
export type Reply<N extends EndpointName> =
  Named<N> extends { reply: infer R extends z.ZodType } ? z.output<R> : never

/** What the server refused, in the reader's language; `code` and `field` are for the screens. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly more: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body['title'] === 'string' ? body['title'] : '')
    this.name = 'Problem'
    this.status = status
    this.code = typeof body['code'] === 'string' ? body['code'] : 'broken'
    this.field = typeof body['field'] === 'string' ? body['field'] : undefined
    this.more = body
  }
}

type Loose = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}
type Rest<N extends EndpointName> = {} extends Options<N> ? [Options<N>?] : [Options<N>]

/** Asks the desk: `ask('GET /api/conversations/{id}', { params: { id } })`. */
export function ask<N extends Question>(name: N, ...[options]: Rest<N>): Promise<Reply<N>> {
  return call(name, (options ?? {}) as Loose) as Promise<Reply<N>>
}

/** Tells the desk to do something. */
export function tell<N extends Statement>(name: N, ...[options]: Rest<N>): Promise<Reply<N>> {
  return call(name, (options ?? {}) as Loose) as Promise<Reply<N>>
}

async function call(name: string, { params, query, body }: Loose): Promise<unknown> {
  const [method = 'GET', path = ''] = name.split(' ')
  const response = await reach(addressOf(path, params, query), {
    method,
    credentials: 'same-origin',
    headers: {
      'accept-language': document.documentElement.lang,
      ...(method === 'GET'
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  })
  return readReply(response)
}

/** A request that did not arrive is a problem of its own kind; anything else that throws is a bug. */
async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch {
    throw new Problem(0, { code: 'offline' })
  }
}

/** Sends a file as it is, telling how far it got. */
export function upload(path: string, file: Blob, onProgress?: (share: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.onprogress = (event) => onProgress?.(event.total ? event.loaded / event.total : 0)
    request.onerror = () => reject(new Problem(0, { code: 'offline' }))
    request.onload = () =>
      request.status < 300
        ? resolve(request.response)
        : reject(new Problem(request.status, request.response ?? {}))
    request.send(file)
  })
}

async function readReply(response: Response): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.includes('json')
  const body: unknown = isJson ? await response.json() : {}
  if (!response.ok) throw new Problem(response.status, body as Record<string, unknown>)
  return body
}

function addressOf(path: string, params: Loose['params'], query: Loose['query']): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params?.[key])))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {}))
    if (value !== undefined) search.set(key, String(value))
  return search.size > 0 ? `${filled}?${search}` : filled
}
