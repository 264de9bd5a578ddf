import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BrandLibrary } from '../library.ts'

export type Rendered = { plain: Buffer; packed: Buffer; tag: string; type: string; at: number }

const kept = new WeakMap<BrandLibrary, Map<string, Rendered>>()
// Some 20 MB for a brand at most.
const most = 1_000
// "Updated" stands beside what is new, so a page is not the same for ever.
const freshFor = 3_600_000

export const page = 'text/html; charset=utf-8'

/** A page made once for what is published at the moment, and made anew when that changes. */
export async function rendered(
  library: BrandLibrary,
  key: string,
  make: () => Promise<string> | string,
  type = page,
): Promise<Rendered> {
  const pages = kept.get(library) ?? new Map<string, Rendered>()
  kept.set(library, pages)
  const known = pages.get(key)
  if (known && performance.now() - known.at < freshFor) return known
  const plain = Buffer.from(await make())
  const made = {
    plain,
    packed: gzipSync(plain, { level: 7 }),
    tag: createHash('sha256').update(plain).digest('base64url').slice(0, 20),
    type,
    at: performance.now(),
  }
  const oldest = pages.size >= most ? pages.keys().next().value : undefined
  if (oldest !== undefined) pages.delete(oldest)
  pages.set(key, made)
  return made
}

/** Browsers keep it and ask whether it still holds (RFC 9110 §13.1.2), so what is withdrawn is gone at the next look. */
export function sendRendered(request: FastifyRequest, reply: FastifyReply, one: Rendered): FastifyReply {
  const { headers } = request
  const wantsPacked = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))
  const tag = `"${one.tag}${wantsPacked ? '-gzip' : ''}"`
  reply.header('cache-control', 'public, no-cache').header('etag', tag).header('vary', 'accept-encoding')
  if (headers['if-none-match']?.includes(tag)) return reply.code(304).send()
  reply.header('content-type', one.type)
  if (!wantsPacked) return reply.send(one.plain)
  return reply.header('content-encoding', 'gzip').send(one.packed)
}
