import { createReadStream } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inAllBrands, inBrands, type Tx } from './database.ts'
import type { Endpoint } from './endpoint.ts'
import { notFound } from './refusal.ts'
import { admit, type Call, parse } from './serve.ts'

/** Content to be sent: from a file kept by its hash, or made for the occasion. */
export type Sent = {
  from: { path: string; size: number; hash: string } | { text: string }
  type: string
  /** Shown in the page or saved under this name. */
  as: { inline: boolean; name: string } | undefined
  /** The Content-Security-Policy of this answer alone. */
  policy: string
}

/**
 * Mounts an endpoint whose answer is a file and not JSON. The handler says what to send from inside its transaction; the bytes leave
 * after it has ended, so that a slow reader holds no connection to the database. `inEveryBrand` is for what strangers may read: the
 * handler itself then asks what is public.
 */
export function serveFile<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (call: Call<E>) => Promise<Sent>,
  options: { inEveryBrand?: true } = {},
): void {
  app.served.endpoints.push(endpoint)
  app.get(endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (request, reply) => {
    const { caller, locale } = await app.identify(request)
    request.locale = locale
    admit(endpoint, caller)
    const params = parse(endpoint.params, request.params, 'path', locale)
    const query = parse(endpoint.query, request.query, 'query', locale)
    const answer = (tx: Tx) =>
      handler({ tx, caller, locale, params, query, body: undefined, request, reply } as unknown as Call<E>)
    const sent = await (options.inEveryBrand
      ? inAllBrands(app.db, answer)
      : inBrands(app.db, caller?.brands ?? [], answer))
    return send(request, reply, sent)
  })
}

function send(request: FastifyRequest, reply: FastifyReply, sent: Sent): FastifyReply {
  reply
    .header('content-security-policy', sent.policy)
    .header('x-content-type-options', 'nosniff')
    .type(sent.type)
  if (sent.as) reply.header('content-disposition', disposition(sent.as))
  if ('text' in sent.from) return reply.header('cache-control', 'private, no-cache').send(sent.from.text)
  const { path, size, hash } = sent.from
  const tag = `"${hash}"`
  // Kept by content, so it never changes; but only for the person who may see it.
  reply
    .header('etag', tag)
    .header('cache-control', 'private, max-age=86400, immutable')
    .header('accept-ranges', 'bytes')
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  const range = rangeOf(request, size, tag)
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send()
  const { start, end } = range ?? { start: 0, end: size - 1 }
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`)
  reply.header('content-length', size === 0 ? 0 : end - start + 1)
  if (size === 0 || request.method === 'HEAD') return reply.send('')
  return reply.send(createReadStream(path, { start, end }))
}

/** One range of bytes as RFC 9110 §14.2 asks for it; several ranges, or a condition that fails, get the whole. */
function rangeOf(
  request: FastifyRequest,
  size: number,
  tag: string,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const condition = request.headers['if-range']
  if (condition !== undefined && condition !== tag) return undefined
  const found = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return undefined
  const [, first = '', last = ''] = found
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end || start >= size ? 'unsatisfiable' : { start, end }
}

/** RFC 6266 with the name in UTF-8 (RFC 8187) and in ASCII for old programs. */
function disposition(as: { inline: boolean; name: string }): string {
  const ascii = as.name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_')
  const encoded = encodeURIComponent(as.name.toWellFormed()).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${as.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** The kept file of a hash as something to send; a file the database knows and the disk has lost is not there. */
export async function keptFile(
  files: { path(hash: string): string; size(hash: string): Promise<number | undefined> },
  hash: string,
): Promise<{ path: string; size: number; hash: string }> {
  const size = await files.size(hash)
  if (size === undefined) throw notFound('file')
  return { path: files.path(hash), size, hash }
}
