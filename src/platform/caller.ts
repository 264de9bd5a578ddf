import type { Role, Scope } from './endpoint.ts'
import type { Actor } from './events.ts'
import type { Locale } from './locale.ts'

/** The staff member on whose behalf a request runs, by session or by API key. */
export type Caller = {
  staffId: number
  name: string
  email: string
  role: Role
  locale: Locale
  timeZone: string
  /** The walls the caller stands inside. */
  brands: number[]
  scopes: readonly Scope[]
  /** Present when signed in by a browser. */
  sessionId?: number
  /** Present when called with an API key. */
  apiKeyId?: number
}

const rank: Record<Role, number> = { read_only: 0, agent: 1, supervisor: 2, admin: 3 }

export function hasRole(caller: { role: Role }, least: Role): boolean {
  return rank[caller.role] >= rank[least]
}

export function actorOf(caller: Caller): Actor {
  return { kind: 'staff', id: caller.staffId }
}
