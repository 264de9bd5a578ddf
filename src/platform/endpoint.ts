import { z } from 'zod'
import type { Locale } from './locale.ts'

/** What a caller may do with an API key; a signed-in person has all that their role allows. */
export type Scope = 'read' | 'write' | 'admin'
export type Role = 'admin' | 'supervisor' | 'agent' | 'read_only'

/**
 * One line of the API as promised to others. `role` is the least role that may call it; `open` endpoints need nobody to be signed
 * in. Paths are written as OpenAPI writes them: /api/conversations/{id}.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  /** What it does, in one line for the API's description: here and not among the texts, so that neither language is forgotten. */
  summary: Record<Locale, string>
  tag: string
  role?: Role
  /** The scope a key needs where its method and role do not say it already. */
  scope?: Scope
  open?: true
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  reply: z.ZodType
  /** The largest body taken, in bytes; 1 MiB unless said. */
  bodyLimit?: number
  /** A question that is answered by doing and taking back; every other GET may only read. */
  triesOut?: true
  /** The answer holds a secret shown this once: it is not kept for repeats with an idempotency key, which are refused instead. */
  answersSecret?: true
  /** The media type of a body or an answer that is not JSON. */
  takes?: string
  gives?: string
}

/** Declares an endpoint, keeping its exact types for the routes and for the screens' client. */
export function endpoint<const E extends Endpoint>(spec: E): E {
  return spec
}

/** Ids as they stand in paths and queries. */
export const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
export const byId = z.object({ id })

/** Times go out as ISO 8601 in UTC. */
export const time = z.iso.datetime({ offset: true })

/** Lists are read by cursor: stable while rows come and go, and as fast on the last page as on the first. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

export const nothing = z.object({})
