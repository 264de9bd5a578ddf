import { attempt } from '#channels/rate-limit.ts'
import type { Database } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'

/** Counts an attempt under a key; true once there were too many, so that a page can say so in its own words. */
export async function isTooMany(
  db: Database,
  key: string,
  limit: { most: number; seconds: number },
): Promise<boolean> {
  try {
    await attempt(db, key, limit)
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}
