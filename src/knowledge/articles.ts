import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import { isStale } from './article.ts'
import type { articleItem, listArticles as listing } from './contract.ts'

type Item = Sendable<z.infer<typeof articleItem>>
type Query = z.output<(typeof listing)['query']>
type Row = Item & { key: (string | number)[] }

// What stands in no category comes last; numbers stay far below this.
const last = 2_000_000_000

/** Where an article stands: its category's place on the first level, that on the second, and its own. All as one key to read on from. */
const place = sql`(coalesce(p.position, c.position, ${last}), coalesce(p.id, c.id, ${last}::bigint), coalesce(c.level, 1),
  coalesce(c.position, 0), coalesce(c.id, 0), a.position, a.id)`

/** Articles and manuals in the order of their categories. */
export async function listArticles(
  tx: Tx,
  query: Query,
  staffId: number,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 7)
  const seek = after ? sql`and ${place} > (${sql.join(after.map((part) => sql`${part}::bigint`))})` : sql``
  const brands =
    query.brandId === undefined ? tx.inBrands : tx.inBrands.filter((one) => one === query.brandId)
  const today = now().toISOString().slice(0, 10)
  const { rows } = await sql<Row>`
    select a.id, a.brand_id as "brandId", a.category_id as "categoryId", a.audience, a.countries,
      a.source_locale as "sourceLocale", a.review_on::text as "reviewOn", a.position,
      a.archived_at is not null as "isArchived", coalesce(a.review_on <= ${today}::date, false) as "isOverdue",
      (select json_build_object('id', s.id, 'name', s.name) from staff s where s.id = a.owner_id) as owner,
      array(select reason_id from article_reasons r
        where r.brand_id = a.brand_id and r.article_id = a.id order by reason_id) as "reasonIds",
      json_build_object('ja', ${textOf('ja')}, 'en', ${textOf('en')}) as texts,
      array[coalesce(p.position, c.position, ${last}), coalesce(p.id, c.id, ${last}), coalesce(c.level, 1),
        coalesce(c.position, 0), coalesce(c.id, 0), a.position, a.id]::bigint[] as key
    from articles a
    left join article_categories c on c.brand_id = a.brand_id and c.id = a.category_id
    left join article_categories p on p.brand_id = c.brand_id and p.id = c.parent_id
    where a.brand_id = any (${[...brands]}::bigint[]) and ${conditions(query, staffId, today)} ${seek}
    order by coalesce(p.position, c.position, ${last}), coalesce(p.id, c.id, ${last}::bigint), coalesce(c.level, 1),
      coalesce(c.position, 0), coalesce(c.id, 0), a.position, a.id
    limit ${query.limit + 1}`.execute(tx)
  const page = rows.slice(0, query.limit)
  const end = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ key: _, ...item }) => item),
    nextCursor: end ? toCursor(end.key) : null,
  }
}

function textOf(locale: 'ja' | 'en'): RawBuilder<unknown> {
  return sql`(select json_build_object('title', t.title, 'state', t.state, 'isPublished', t.published_version_id is not null,
      'publishAt', ${asTime(sql`t.publish_at`)}, 'editedAt', ${asTime(sql`t.edited_at`)}, 'isStale', ${isStale})
    from article_texts t
    left join article_texts source on source.brand_id = t.brand_id and source.article_id = t.article_id
      and source.locale = a.source_locale and source.locale <> t.locale
    where t.brand_id = a.brand_id and t.article_id = a.id and t.locale = ${locale})`
}

const asTime = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

function conditions(query: Query, staffId: number, today: string): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [
    sql`a.archived_at is ${sql.raw(query.isArchived === '1' ? 'not' : '')} null`,
  ]
  if (query.categoryId === 'none') all.push(sql`a.category_id is null`)
  else if (query.categoryId !== undefined) all.push(sql`${query.categoryId}::bigint in (c.id, p.id)`)
  if (query.audience) all.push(sql`a.audience = ${query.audience}`)
  if (query.owner === 'none') all.push(sql`a.owner_id is null`)
  else if (query.owner !== undefined)
    all.push(sql`a.owner_id = ${query.owner === 'me' ? staffId : query.owner}`)
  if (query.isOverdue) all.push(sql`a.review_on <= ${today}::date`)
  if (query.state) all.push(hasText(sql`t.state = ${query.state}`))
  if (query.missing) all.push(sql`not ${hasText(sql`t.locale = ${query.missing}`)}`)
  if (query.isStale) all.push(hasText(isStale))
  if (query.reasonId !== undefined)
    all.push(sql`exists (select from article_reasons r
      where r.brand_id = a.brand_id and r.article_id = a.id and r.reason_id = ${query.reasonId})`)
  for (const word of (query.q ?? '').normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean))
    all.push(hasText(sql`strpos(t.searchable, ${word}) > 0`))
  return sql.join(all, sql` and `)
}

function hasText(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select from article_texts t
    left join article_texts source on source.brand_id = t.brand_id and source.article_id = t.article_id
      and source.locale = a.source_locale and source.locale <> t.locale
    where t.brand_id = a.brand_id and t.article_id = a.id and ${condition})`
}
