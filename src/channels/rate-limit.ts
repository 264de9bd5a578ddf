import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { tooMany } from '#platform/refusal.ts'

/** Counts an attempt under a key and refuses the one that goes past `most` within `seconds`; holds over restarts and processes. */
export async function attempt(
  db: Pick<Database, 'open'>,
  key: string,
  limit: { most: number; seconds: number },
): Promise<void> {
  await sql`
    with stale as (
      delete from attempts where key = ${key} and at < now() - make_interval(secs => ${limit.seconds})
    )
    insert into attempts (key) values (${key})`.execute(db.open)
  // Counted once it is committed, so that of many at the same moment each sees the others.
  const { rows } = await sql<{ used: number }>`
    select count(*)::int as used from attempts
    where key = ${key} and at >= now() - make_interval(secs => ${limit.seconds})`.execute(db.open)
  if ((rows[0]?.used ?? 0) > limit.most) throw tooMany(limit.seconds)
}
