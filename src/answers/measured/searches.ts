import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Period } from './period.ts'

const mostInVain = 100

/** What was searched in the help centre, and what was looked for in vain. Width and case make no difference. */
export async function searchesIn(tx: Tx, { brandId, begins, ends, locale }: Period) {
  const within = sql`brand_id = ${brandId} and created_at >= ${begins} and created_at < ${ends}
    and (${locale}::text is null or locale = ${locale}::text)`
  const { rows } = await sql<{ all: number; opened: number; withoutResult: number }>`
    select count(*)::int as "all", count(opened_article_id)::int as opened,
      count(*) filter (where found = 0)::int as "withoutResult"
    from help_searches where ${within}`.execute(tx)
  const inVain = await sql<{ query: string; locale: Locale; count: number; lastAt: Date }>`
    select lower(normalize(query, nfkc)) as query, locale, count(*)::int as count, max(created_at) as "lastAt"
    from help_searches where ${within} and found = 0 and query <> ''
    group by 1, 2 order by count(*) desc, max(created_at) desc limit ${mostInVain}`.execute(tx)
  return { ...(rows[0] ?? { all: 0, opened: 0, withoutResult: 0 }), inVain: inVain.rows }
}
