import { sql } from 'kysely'
import { m } from '#texts'
import { worksFor } from '#people/staff/works-for.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { addJob, removeJob } from '#platform/jobs.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import { type ArticleRow, articleFor, findText } from '../door.ts'
import type { ReadingWish } from './contract.ts'

const day = 86_400_000

/** Asks people and teams to read what is published of an article; what was asked of it before ends with this. Returns the reading's id. */
export async function requireReading(
  tx: Tx,
  articleId: number,
  wish: ReadingWish,
  by: { actor: Actor; staffId: number | null },
): Promise<number> {
  const article = await articleFor(tx, articleId, 'change')
  const text = await findText(tx, article, article.source_locale === 'ja' ? 'ja' : 'en')
  if (!text?.published_version_id)
    throw new Refusal(409, 'not_published', (locale) => m.required_reading_not_published({}, { locale }))
  if (wish.teamIds.length + wish.staffIds.length === 0)
    throw invalid('teamIds', 'nobody', (locale) => m.required_reading_nobody({}, { locale }))
  await refuseUnknown(tx, article.brand_id, wish)
  await end(tx, article)
  const askedAt = now()
  const dueAt = new Date(askedAt.getTime() + wish.days * day)
  const { id } = await tx
    .insertInto('required_readings')
    .values({
      brand_id: article.brand_id,
      article_id: article.id,
      version_id: text.published_version_id,
      days: wish.days,
      asked_at: askedAt,
      asked_by_id: by.staffId,
      due_at: dueAt,
      question: wish.question && JSON.stringify(wish.question),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('required_reading_audience')
    .values(
      [
        ...[...new Set(wish.teamIds)].map((team_id) => ({ team_id, staff_id: null })),
        ...[...new Set(wish.staffIds)].map((staff_id) => ({ team_id: null, staff_id })),
      ].map((one) => ({ ...one, brand_id: article.brand_id, reading_id: id })),
    )
    .execute()
  await setReadingWatch(tx, { brandId: article.brand_id, id }, reminderOf(askedAt, dueAt))
  await record(tx, {
    type: 'reading.asked',
    brandId: article.brand_id,
    actor: by.actor,
    data: { readingId: id, articleId: article.id, title: text.title, dueAt: dueAt.toISOString() },
  })
  return id
}

/** Asks for it no longer. */
export async function endReading(tx: Tx, articleId: number, actor: Actor): Promise<void> {
  const article = await articleFor(tx, articleId, 'archive')
  const ended = await end(tx, article)
  if (ended === undefined) throw notFound('reading')
  await record(tx, {
    type: 'reading.ended',
    brandId: article.brand_id,
    actor,
    data: { readingId: ended, articleId: article.id },
  })
}

async function end(tx: Tx, article: ArticleRow): Promise<number | undefined> {
  const ended = await tx
    .updateTable('required_readings')
    .set({ ended_at: now() })
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', article.id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (ended) await removeJob(tx, watchKey(ended.id))
  return ended?.id
}

/** A day before it is due, or when half of a shorter time is over. */
function reminderOf(askedAt: Date, dueAt: Date): Date {
  const span = dueAt.getTime() - askedAt.getTime()
  return new Date(dueAt.getTime() - Math.min(day, span / 2))
}

/** The timer of a reading: set again it moves. */
export async function setReadingWatch(
  tx: Tx,
  reading: { brandId: number; id: number },
  at: Date,
): Promise<void> {
  await addJob(tx, 'watch-reading', reading, { runAt: at, key: watchKey(reading.id) })
}

const watchKey = (id: number) => `reading:${id}`

async function refuseUnknown(tx: Tx, brandId: number, wish: ReadingWish): Promise<void> {
  const { rows } = await sql<{ teams: number; people: number }>`
    select (select count(*)::int from teams where id = any (${wish.teamIds}::bigint[])) as teams,
      (select count(*)::int from staff where id = any (${wish.staffIds}::bigint[]) and ${worksFor(brandId)}) as people`.execute(
    tx,
  )
  const [known] = rows
  if (known?.teams !== new Set(wish.teamIds).size)
    throw invalid('teamIds', 'team_unknown', (locale) => m.tasks_team_unknown({}, { locale }))
  if (known?.people !== new Set(wish.staffIds).size)
    throw invalid('staffIds', 'not_in_brand', (locale) => m.conversations_not_in_brand({}, { locale }))
}
