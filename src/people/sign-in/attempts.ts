import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { tooMany } from '#platform/refusal.ts'

export type Limit = { key: string; most: number; minutes: number }

/**
 * Counts an attempt against its limits and refuses the one too many. Counted first and committed at once, so that attempts made
 * at the same moment, or by several processes, or refused for another reason, count all the same.
 */
export async function countAttempt(db: Database, limits: readonly Limit[]): Promise<void> {
  for (const { key, most, minutes } of limits) {
    await sql`
      with old as (
        delete from attempts where key = ${key} and at < now() - make_interval(mins => ${minutes})
      )
      insert into attempts (key) values (${key})`.execute(db.open)
    const { rows } = await sql<{ made: number; first: Date }>`
      select count(*)::int as made, coalesce(min(at), now()) as first from attempts
      where key = ${key} and at >= now() - make_interval(mins => ${minutes})`.execute(db.open)
    const [found] = rows
    if (found && found.made > most) {
      const free = found.first.getTime() + minutes * 60_000
      throw tooMany(Math.max(1, Math.ceil((free - Date.now()) / 1_000)))
    }
  }
}

/** Forgets what was counted, once the right one has come. */
export async function forgetAttempts(db: Database['open'], key: string): Promise<void> {
  await db.deleteFrom('attempts').where('key', '=', key).execute()
}
