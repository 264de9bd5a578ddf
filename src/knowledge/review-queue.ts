import { sql } from 'kysely'
import type { z } from 'zod'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import { besideSource, isStale } from './article.ts'
import type { reviewItem, reviewQueue as queue } from './contract.ts'

type Item = Sendable<z.infer<typeof reviewItem>>

// Fewer votes say nothing; below this share of helpful ones a text does not help.
const leastVotes = 5
const leastHelpful = 0.6

/** What should be looked at and why, the weightiest reason first. */
export async function reviewQueue(
  tx: Tx,
  query: z.output<(typeof queue)['query']>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 3)
  const seek = after
    ? sql`and (weight, "articleId", locale) > (${after[0]}::int, ${after[1]}::bigint, ${after[2]}::text)`
    : sql``
  const brands =
    query.brandId === undefined ? tx.inBrands : tx.inBrands.filter((one) => one === query.brandId)
  const today = now().toISOString().slice(0, 10)
  const only = query.reason ? sql`and ${query.reason} = any (reasons)` : sql``
  const { rows } = await sql<Item & { weight: number }>`
    with looked as (
      select t.article_id as "articleId", t.brand_id as "brandId", t.locale, t.title, a.audience, t.state, a.owner_id,
        a.review_on::text as "reviewOn", json_build_object('helpful', t.helpful, 'unhelpful', t.unhelpful) as votes,
        t.edited_at as "editedAt",
        array_remove(array[
          case when t.state = 'in_review' then 'asked' end,
          case when a.review_on <= ${today}::date and t.published_version_id is not null then 'overdue' end,
          case when ${isStale} then 'stale' end,
          case when t.helpful + t.unhelpful >= ${leastVotes}::int
            and t.helpful < ${leastHelpful}::real * (t.helpful + t.unhelpful) then 'low_votes' end,
          case when a.owner_id is null then 'no_owner' end], null) as reasons
      from article_texts t ${besideSource}
      where t.brand_id = any (${[...brands]}::bigint[]) and a.archived_at is null
    ), weighed as (
      select *, array_position(array['asked', 'overdue', 'stale', 'low_votes', 'no_owner'], reasons[1]) as weight from looked
      where cardinality(reasons) > 0 ${only}
    )
    select "articleId", "brandId", locale, title, audience, state, "reviewOn", votes, "editedAt", reasons, weight,
      (select json_build_object('id', s.id, 'name', s.name) from staff s where s.id = owner_id) as owner
    from weighed where true ${seek}
    order by weight, "articleId", locale limit ${query.limit + 1}`.execute(tx)
  const page = rows.slice(0, query.limit)
  const end = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ weight: _, ...item }) => item),
    nextCursor: end ? toCursor([end.weight, end.articleId, String(end.locale)]) : null,
  }
}
