import type { FastifyReply, FastifyRequest } from 'fastify'
import { now } from '#platform/clock.ts'
import type { BrandLibrary } from '../library.ts'
import type { Place } from './frame.ts'
import { notFoundPage } from './not-found-page.ts'
import type { Site } from './site.ts'

type Params = { brand: string; locale: string; id?: string; conversation?: string }
export type Asked = { Params: Params; Querystring: Record<string, string | string[] | undefined> }

/** One reader's request, with everything a page is made from. */
export type Visit = {
  request: FastifyRequest<Asked>
  reply: FastifyReply
  place: Place
  library: BrandLibrary
  site: Site
}

export type Show = (visit: Visit) => Promise<FastifyReply> | FastifyReply
export type Mount = (path: string, show: Show, method?: 'GET' | 'POST') => void

export async function notThere({ request, reply, place, site }: Visit): Promise<FastifyReply> {
  const path = request.url.split('?')[0] ?? ''
  return sendPage(reply.code(404), await notFoundPage(place, site, path, now()))
}

/** A page of one reader alone. */
export const sendPage = (reply: FastifyReply, page: string): FastifyReply =>
  reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)

export const idOf = ({ request }: Visit): number => {
  const { id = '' } = request.params
  return /^\d{1,15}$/.test(id) ? Number(id) : 0
}

/** A field of a form, without what cannot be stored; not there: empty. */
export function field(body: unknown, name: string, longest: number): string {
  const value = Object(body)[name] as unknown
  // oxlint-disable-next-line no-control-regex
  return typeof value === 'string'
    ? value
        .slice(0, longest)
        .toWellFormed()
        .replaceAll(/[\u0000-\u0008]/g, '')
        .trim()
    : ''
}
