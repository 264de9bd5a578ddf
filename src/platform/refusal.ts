import { m } from '#texts'
import type { Locale } from './locale.ts'

/**
 * What the caller can mend. Thrown anywhere, turned into an RFC 9457 problem at the edge, in the caller's language.
 * Everything else that is thrown is a bug.
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly say: (locale: Locale) => string
  readonly field: string | undefined
  /** Further members of the problem, for instance what is new since the caller last looked. */
  readonly more: Record<string, unknown>
  /** What was written before it stays, for instance the record of a failed attempt. */
  readonly keeps: boolean

  constructor(
    status: number,
    code: string,
    say: (locale: Locale) => string,
    options: { field?: string; more?: Record<string, unknown>; keeps?: boolean } = {},
  ) {
    super(`${status} ${code}`)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.say = say
    this.field = options.field
    this.more = options.more ?? {}
    this.keeps = options.keeps ?? false
  }
}

/** Not there, or not visible to the caller: the two are never told apart. */
export function notFound(what: string): Refusal {
  return new Refusal(404, 'not_found', (locale) => m.platform_not_found({ what }, { locale }))
}

export function forbidden(): Refusal {
  return new Refusal(403, 'forbidden', (locale) => m.platform_forbidden({}, { locale }))
}

export function signInNeeded(): Refusal {
  return new Refusal(401, 'sign_in_needed', (locale) => m.platform_sign_in_needed({}, { locale }))
}

export function invalid(field: string, code: string, say: (locale: Locale) => string): Refusal {
  return new Refusal(422, code, say, { field })
}

export function tooMany(retryAfterSeconds: number): Refusal {
  return new Refusal(429, 'too_many_requests', (locale) => m.platform_too_many({}, { locale }), {
    more: { retryAfter: retryAfterSeconds },
  })
}
