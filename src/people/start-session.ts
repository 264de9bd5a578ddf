import type { Kysely } from 'kysely'
import type { DB } from '#database/tables.ts'
import { now } from '#platform/clock.ts'
import { hashToken, newToken } from '#platform/crypto.ts'

export const sessionDays = 30

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
      expires_at: new Date(now().getTime() + sessionDays * 86_400_000),
    })
    .execute()
  return token
}
