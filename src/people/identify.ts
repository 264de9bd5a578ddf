import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { hashToken } from '#platform/crypto.ts'
import { askKept, type Database } from '#platform/database.ts'
import type { Role, Scope } from '#platform/endpoint.ts'
import { type Locale, localeFromHeader } from '#platform/locale.ts'
import { forbidden, signInNeeded } from '#platform/refusal.ts'
import { sessionEnd } from './start-session.ts'

export const sessionCookie = 'engawa_session'

// Written down at most this often, so that reading costs no write.
const noteEvery = 600_000

type Found = {
  staffId: number
  name: string
  email: string
  role: Role
  locale: Locale
  timeZone: string
  brands: number[]
  sessionId: number | null
  apiKeyId: number | null
  scopes: Scope[]
  seenAt: Date | null
}

/**
 * Who calls: by `Authorization: Bearer KEY`, otherwise by the session cookie. A wrong key is refused, not taken for a stranger.
 */
export async function identify(
  db: Database,
  request: FastifyRequest,
): Promise<{ caller: Caller | undefined; locale: Locale }> {
  const asked = localeFromHeader(request.headers['accept-language'])
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (request.headers.authorization && !key) throw signInNeeded()
  const token = key ?? request.cookies[sessionCookie]
  if (!token) return { caller: undefined, locale: asked }
  const found = await findByToken(db, hashToken(token), key !== undefined)
  if (!found && key !== undefined) throw signInNeeded()
  if (!found) return { caller: undefined, locale: asked }
  if (key === undefined) refuseForeignOrigin(request)
  const { sessionId, apiKeyId, seenAt, ...who } = found
  if (!seenAt || now().getTime() - seenAt.getTime() > noteEvery) await noteUse(db, found)
  const caller: Caller = {
    ...who,
    ...(sessionId === null ? {} : { sessionId }),
    ...(apiKeyId === null ? {} : { apiKeyId }),
  }
  return { caller, locale: request.headers['accept-language'] && key ? asked : found.locale }
}

/** A cookie travels with requests of other sites, so a write by cookie must come from our own pages (Origin, RFC 6454). */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  if (request.method === 'GET' || request.method === 'HEAD' || !origin) return
  if (URL.parse(origin)?.host !== request.host) throw forbidden()
}

/** Notes when session or key was last used; a session that is used goes on. */
async function noteUse(db: Database, found: Found): Promise<void> {
  await sql`
    with session as (
      update sessions set last_seen_at = ${now()}, expires_at = ${sessionEnd()} where id = ${found.sessionId}
    ), key as (
      update api_keys set last_used_at = ${now()} where id = ${found.apiKeyId}
    )
    update staff set last_seen_at = ${now()} where id = ${found.staffId}`.execute(db.open)
}

async function findByToken(db: Database, tokenHash: string, isKey: boolean): Promise<Found | undefined> {
  const credential = isKey
    ? sql`select staff_id, null::bigint as session_id, id as api_key_id, scopes, last_used_at as seen_at from api_keys
        where key_hash = ${tokenHash} and revoked_at is null and (expires_at is null or expires_at > ${now()})`
    : sql`select staff_id, id as session_id, null::bigint as api_key_id, '{read,write,admin}'::text[] as scopes, last_seen_at as seen_at
        from sessions
        where token_hash = ${tokenHash} and expires_at > ${now()}`
  const { rows } = await askKept<Found>(
    db,
    sql`
    with credential as (${credential})
    select staff.id as "staffId", staff.name, staff.email, staff.role, staff.locale, staff.time_zone as "timeZone",
      credential.session_id as "sessionId", credential.api_key_id as "apiKeyId", credential.scopes,
      credential.seen_at as "seenAt",
      array(select id from brands where staff.role = 'admin' and archived_at is null
        union select brands.id from staff_brands join brands on brands.id = brand_id
          where staff_id = staff.id and archived_at is null) as brands
    from credential join staff on staff.id = credential.staff_id
    where staff.deactivated_at is null`,
  )
  return rows[0]
}
