import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

/** Where the caller is signed in, most recently used first. */
export async function listSessions(tx: Tx, caller: Caller, locale: Locale) {
  const rows = await tx
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'ip', 'created_at', 'last_seen_at'])
    .where('staff_id', '=', caller.staffId)
    .where('expires_at', '>', now())
    .orderBy('last_seen_at', 'desc')
    .limit(200)
    .execute()
  const items = rows.map((row) => ({
    id: row.id,
    device: deviceWords(row.user_agent, locale),
    ip: row.ip,
    isCurrent: row.id === caller.sessionId,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }))
  return { items, nextCursor: null }
}

export async function endSession(tx: Tx, staffId: number, sessionId: number): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('id', '=', sessionId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound('session')
}

/** Ends all of somebody's sessions, or all but one. */
export async function endSessions(tx: Tx, staffId: number, except?: number): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('staff_id', '=', staffId)
    .where('id', '<>', except ?? 0)
    .execute()
}

// The order matters: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\b|\bEdge\b|\bEdgiOS\b/, 'Edge'],
  [/\bOPR\b/, 'Opera'],
  [/\bFirefox\b|\bFxiOS\b/, 'Firefox'],
  [/\bChrom(e|ium)\b|\bCriOS\b/, 'Chrome'],
  [/\bSafari\b/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** Says a User-Agent in the reader's words. */
export function deviceWords(userAgent: string, locale: Locale): string {
  const nameIn = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = nameIn(browsers)
  const system = nameIn(systems)
  if (browser && system) return m.people_device({ browser, system }, { locale })
  return browser ?? system ?? m.people_unknown_device({}, { locale })
}
