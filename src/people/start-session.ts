import type { Kysely } from 'kysely'
import type { DB } from '#database/tables.ts'
import { now } from '#platform/clock.ts'
import { hashToken, newToken } from '#platform/crypto.ts'

const lifetime = 30 * 86_400_000

/** A session ends when it has not been used for thirty days. */
export function sessionEnd(): Date {
  return new Date(now().getTime() + lifetime)
}

/** Begins a session of a browser and returns the token its cookie holds; only the hash is stored. */
export async function startSession(
  db: Kysely<DB>,
  who: { staffId: number; ip: string; userAgent: string },
): Promise<string> {
  const token = newToken()
  await db
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      staff_id: who.staffId,
      ip: who.ip,
      user_agent: who.userAgent.slice(0, 300),
      created_at: now(),
      last_seen_at: now(),
      expires_at: sessionEnd(),
    })
    .execute()
  return token
}
