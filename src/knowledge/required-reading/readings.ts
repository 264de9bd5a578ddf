import { type RawBuilder, sql } from 'kysely'
import { now } from '#platform/clock.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { articleFor } from '../door.ts'
import type { ReadingItem, ReadingPage } from './contract.ts'
import { readersOf } from './readers.ts'

type Item = Sendable<ReadingItem>

/** What has to be read now, the latest asked first. */
export async function listReadings(
  tx: Tx,
  query: { brandId?: number | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const brands = tx.inBrands.filter((one) => query.brandId === undefined || one === query.brandId)
  const rows = await select(
    tx,
    sql`r.brand_id = any (${brands}::bigint[]) and r.ended_at is null and r.id < ${before}::bigint`,
    query.limit + 1,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

/** One reading with everybody who is asked, those who have not read it first. */
export async function readingPage(tx: Tx, id: number): Promise<Sendable<ReadingPage>> {
  const where = sql`r.brand_id = any (${[...tx.inBrands]}::bigint[]) and r.id = ${id}`
  const [item] = await select(tx, where, 1)
  if (!item) throw notFound('reading')
  const { rows } = await sql<Pick<ReadingPage, 'days' | 'question' | 'teams' | 'staff'>>`
    select r.days, r.question,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
        from required_reading_audience a join teams t on t.id = a.team_id
        where (a.brand_id, a.reading_id) = (r.brand_id, r.id)), '[]') as teams,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name)
        from required_reading_audience a join staff s on s.id = a.staff_id
        where (a.brand_id, a.reading_id) = (r.brand_id, r.id)), '[]') as staff
    from required_readings r where ${where}`.execute(tx)
  const [more] = rows
  if (!more) throw notFound('reading')
  return { ...item, ...more, readers: await readersIn(tx, where) }
}

/** What is asked of an article now. */
export async function readingOfArticle(
  tx: Tx,
  articleId: number,
): Promise<{ reading: Sendable<ReadingPage> | null }> {
  const article = await articleFor(tx, articleId, 'read')
  const now = await tx
    .selectFrom('required_readings')
    .select('id')
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', article.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return { reading: now ? await readingPage(tx, now.id) : null }
}

async function readersIn(tx: Tx, where: RawBuilder<unknown>): Promise<Sendable<ReadingPage>['readers']> {
  const { rows } = await sql<Sendable<ReadingPage['readers'][number]>>`
    select jsonb_build_object('id', reader.staff_id, 'name', reader.name) as staff, reader.teams, reader.due_at as "dueAt",
      done.at is null and reader.due_at < ${now()} as "isOverdue", done.at as "confirmedAt",
      (select count(*)::int from reading_attempts where (brand_id, reading_id, staff_id)
        = (reader.brand_id, reader.reading_id, reader.staff_id) and not is_right) as wrong
    from (${readersOf(where)}) reader
    left join reading_confirmations done
      on (done.brand_id, done.reading_id, done.staff_id) = (reader.brand_id, reader.reading_id, reader.staff_id)
    order by done.at is not null, reader.due_at, reader.name, reader.staff_id`.execute(tx)
  return rows
}

async function select(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<Item[]> {
  const { rows } = await sql<Item>`
    with shown as (select * from required_readings r where ${where} order by r.id desc limit ${limit}),
    counted as (
      select reader.reading_id, count(*)::int as asked, count(done.at)::int as confirmed,
        count(*) filter (where done.at is null and reader.due_at < ${now()})::int as overdue
      from (${readersOf(sql`r.id in (select id from shown)`)}) reader
      left join reading_confirmations done
        on (done.brand_id, done.reading_id, done.staff_id) = (reader.brand_id, reader.reading_id, reader.staff_id)
      group by reader.reading_id
    )
    select r.id, r.brand_id as "brandId", r.article_id as "articleId", v.title, v.number, r.asked_at as "askedAt",
      case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as "askedBy", r.due_at as "dueAt",
      coalesce(counted.asked, 0) as asked, coalesce(counted.confirmed, 0) as confirmed, coalesce(counted.overdue, 0) as overdue
    from shown r
    join article_versions v on (v.brand_id, v.id) = (r.brand_id, r.version_id)
    left join staff s on s.id = r.asked_by_id
    left join counted on counted.reading_id = r.id
    order by r.id desc`.execute(tx)
  return rows
}
