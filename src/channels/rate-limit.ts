import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { tooMany } from '#platform/refusal.ts'

/** Counts an attempt under a key and refuses the one that goes past `most` within `seconds`; holds over restarts and processes. */
export async function attempt(
  db: Database,
  key: string,
  limit: { most: number; seconds: number },
): Promise<void> {
  const { rows } = await sql<{ used: number }>`
    with stale as (
      delete from attempts where key = ${key} and at < now() - make_interval(secs => ${limit.seconds})
    ), counted as (
      insert into attempts (key) values (${key})
    )
    select count(*)::int as used from attempts
    where key = ${key} and at >= now() - make_interval(secs => ${limit.seconds})`.execute(db.open)
  if ((rows[0]?.used ?? 0) >= limit.most) throw tooMany(limit.seconds)
}
