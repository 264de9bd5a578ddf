import { type RawBuilder, sql } from 'kysely'
import { m } from '#texts'
import { type Caller, actorOf } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { withLinks } from '../links.ts'
import { checkQuestion, type MyReading, type MyReadingPage } from './contract.ts'
import { readersOf } from './readers.ts'

type Item = Sendable<MyReading>

/** What somebody has to read, or has read, of what is asked now. */
export async function listMyReadings(
  tx: Tx,
  caller: Caller,
  state: 'open' | 'confirmed',
): Promise<{ items: Item[] }> {
  const isDone = state === 'confirmed'
  const items = await select(
    tx,
    caller,
    sql`true`,
    sql`where done.at is ${isDone ? sql`not null` : sql`null`} order by ${isDone ? sql`done.at desc` : sql`reader.due_at`}, r.id limit 200`,
  )
  return { items }
}

type Text = { versionId: number; locale: Locale; title: string; html: string; question: unknown }

/** What is to be read, in the reader's language where there is one. */
export async function myReading(
  tx: Tx,
  caller: Caller,
  locale: Locale,
  id: number,
): Promise<Sendable<MyReadingPage>> {
  const item = await mine(tx, caller, id)
  const text = await textOf(tx, id, locale)
  const question = text.question === null ? null : checkQuestion.parse(text.question)[text.locale]
  return {
    ...item,
    title: text.title,
    versionId: text.versionId,
    locale: text.locale,
    html: withLinks(text.html, (articleId) => `/knowledge/${articleId}`),
    question: question && { text: question.text, choices: question.choices },
  }
}

/**
 * Somebody says they have read it. With a question, only the right answer confirms; a wrong one is kept and shown the passage. What they had before them must
 * still be what is to be read. Confirmed once, it stays so.
 */
export async function confirmReading(
  tx: Tx,
  caller: Caller,
  locale: Locale,
  id: number,
  said: { versionId: number; choice: number | null },
): Promise<{ isConfirmed: boolean; passage: string }> {
  const item = await mine(tx, caller, id)
  if (item.confirmedAt !== null) return { isConfirmed: true, passage: '' }
  const text = await textOf(tx, id, locale)
  if (said.versionId !== text.versionId)
    throw new Refusal(409, 'newer_version', (to) => m.required_reading_newer({}, { locale: to }))
  const { brandId } = item
  if (text.question !== null) {
    const question = checkQuestion.parse(text.question)
    if (said.choice === null)
      throw invalid('choice', 'answer_missing', (to) => m.required_reading_answer_missing({}, { locale: to }))
    const isRight = said.choice === question.right
    await tx
      .insertInto('reading_attempts')
      .values({
        brand_id: brandId,
        reading_id: id,
        staff_id: caller.staffId,
        choice: said.choice,
        is_right: isRight,
        at: now(),
      })
      .execute()
    if (!isRight) return { isConfirmed: false, passage: question[text.locale].passage }
  }
  const { rows } = await sql`
    insert into reading_confirmations (brand_id, reading_id, staff_id, version_id, at)
    values (${brandId}, ${id}, ${caller.staffId}, ${text.versionId}, ${now()})
    on conflict do nothing returning staff_id`.execute(tx)
  if (rows.length > 0)
    await record(tx, {
      type: 'reading.confirmed',
      brandId,
      actor: actorOf(caller),
      data: { readingId: id, articleId: item.articleId, versionId: text.versionId },
    })
  return { isConfirmed: true, passage: '' }
}

async function mine(tx: Tx, caller: Caller, id: number): Promise<Item & { brandId: number }> {
  const [found] = await select(tx, caller, sql`r.id = ${id}`, sql``)
  if (!found) throw notFound('reading')
  return found
}

async function select(
  tx: Tx,
  caller: Caller,
  which: RawBuilder<unknown>,
  rest: RawBuilder<unknown>,
): Promise<(Item & { brandId: number })[]> {
  const asked = sql`r.brand_id = any (${[...tx.inBrands]}::bigint[]) and r.ended_at is null and s.id = ${caller.staffId} and ${which}`
  const { rows } = await sql<Item & { brandId: number }>`
    select r.id, r.brand_id as "brandId", r.article_id as "articleId", b.name as "brandName", v.number, reader.due_at as "dueAt",
      coalesce((select own.title from article_texts t join article_versions own on (own.brand_id, own.id) = (t.brand_id, t.published_version_id)
        where (t.brand_id, t.article_id) = (r.brand_id, r.article_id) and t.locale = ${caller.locale}), v.title) as title,
      done.at is null and reader.due_at < ${now()} as "isOverdue", done.at as "confirmedAt",
      exists (select from reading_confirmations before join required_readings earlier
        on (earlier.brand_id, earlier.id) = (before.brand_id, before.reading_id)
        where before.brand_id = r.brand_id and earlier.article_id = r.article_id and earlier.id <> r.id
          and before.staff_id = reader.staff_id) as "isNewVersion"
    from (${readersOf(asked)}) reader
    join required_readings r on (r.brand_id, r.id) = (reader.brand_id, reader.reading_id)
    join brands b on b.id = r.brand_id
    join article_versions v on (v.brand_id, v.id) = (r.brand_id, r.version_id)
    left join reading_confirmations done
      on (done.brand_id, done.reading_id, done.staff_id) = (reader.brand_id, reader.reading_id, reader.staff_id)
    ${rest}`.execute(tx)
  return rows
}

/**
 * What is published now; a small change since is part of it. A translation of what was there before says the old rule: whoever reads it is shown the language it is
 * written in first until the other follows.
 */
async function textOf(tx: Tx, readingId: number, locale: Locale): Promise<Text> {
  const { rows } = await sql<Text>`
    select v.id as "versionId", v.locale, v.title, v.html, r.question
    from required_readings r
    join article_texts t on (t.brand_id, t.article_id) = (r.brand_id, r.article_id)
    join article_versions v on (v.brand_id, v.id) = (t.brand_id, t.published_version_id)
    join article_versions asked on (asked.brand_id, asked.id) = (r.brand_id, r.version_id)
    where r.brand_id = any (${[...tx.inBrands]}::bigint[]) and r.id = ${readingId}
      and (v.locale = asked.locale
        or coalesce(t.translated_from_id >= asked.id, true) and (v.id > asked.id or asked.number = 1))
    order by v.locale <> ${locale} limit 1`.execute(tx)
  const [text] = rows
  if (!text) throw notFound('reading')
  return text
}
