import { sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import { type NewEvent, recordAll } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import type { TextRow } from '../door.ts'
import { publicationKey } from '../publication-key.ts'
import type { ReadText } from './reading.ts'

/** One language of an article as it is to be, in the database's own numbers. */
export type Wished = Pick<ReadText, 'title' | 'html' | 'keywords' | 'text'> & {
  articleId: number
  locale: Locale
  /** The version of the source it says the same as. */
  translatedFromId: number | null
  publishes: boolean
}

type By = { brandId: number; staffId: number }

/**
 * The same as `save-text.ts` and `publish.ts` for many texts, in a few statements: those that differ become drafts, and those that are
 * to be read become versions. `known` are the texts as they stand, locked. Answers which are written and which versions were made.
 */
export async function writeTexts(
  tx: Tx,
  by: By,
  wished: readonly Wished[],
  known: (one: { articleId: number; locale: Locale }) => TextRow | undefined,
): Promise<{ written: Set<number>; versions: Map<number, number> }> {
  const differing = wished.filter((one) => !isSame(known(one), one))
  await saveAll(tx, by, differing, known)
  const isNew = new Set(differing)
  const published = wished.filter(
    (one) => one.publishes && (isNew.has(one) || known(one)?.state !== 'published'),
  )
  for (const one of published) {
    const text = known(one)
    if (text?.publish_at && !isNew.has(one)) await removeJob(tx, publicationKey(text))
  }
  const versions = await publishAll(tx, by, published)
  return { written: new Set([...differing, ...published].map((one) => one.articleId)), versions }
}

/** Whether a text stands already as it is to be. */
export function isSame(known: TextRow | undefined, one: Wished): boolean {
  return (
    known !== undefined &&
    known.title === one.title &&
    known.html === one.html &&
    known.translated_from_id === one.translatedFromId &&
    JSON.stringify(known.keywords) === JSON.stringify(one.keywords)
  )
}

async function saveAll(
  tx: Tx,
  { brandId, staffId }: By,
  wished: readonly Wished[],
  known: (one: Wished) => TextRow | undefined,
): Promise<void> {
  if (wished.length === 0) return
  for (const text of wished.map(known)) if (text?.publish_at) await removeJob(tx, publicationKey(text))
  const { rows } = await sql<{ articleId: number; locale: Locale; revision: number }>`
    insert into article_texts as t (brand_id, article_id, locale, title, html, keywords, translated_from_id, edited_by)
    select ${brandId}, "articleId", locale, title, html, keywords, "translatedFromId", ${staffId}
    from json_to_recordset(${asJson(wished)}::json) as one ("articleId" bigint, locale text, title text, html text, keywords text[],
      "translatedFromId" bigint)
    on conflict (brand_id, article_id, locale) do update set title = excluded.title, html = excluded.html, keywords = excluded.keywords,
      translated_from_id = excluded.translated_from_id, revision = t.revision + 1, state = 'draft', publish_at = null,
      edited_at = now(), edited_by = excluded.edited_by
    returning article_id as "articleId", locale, revision`.execute(tx)
  await recordAll(
    tx,
    rows.map(
      (data): NewEvent => ({ type: 'article.saved', brandId, actor: { kind: 'staff', id: staffId }, data }),
    ),
  )
}

/** Lets readers see drafts as they stand. Answers the new version of each article. */
async function publishAll(
  tx: Tx,
  { brandId, staffId }: By,
  wished: readonly Wished[],
): Promise<Map<number, number>> {
  if (wished.length === 0) return new Map()
  const places = wished.map(({ articleId, locale, text }) => ({ articleId, locale, text }))
  const { rows } = await sql<{ articleId: number; locale: Locale; versionId: number; number: number }>`
    with wished as (
      select t.*, one.text from json_to_recordset(${asJson(places)}::json) as one ("articleId" bigint, locale text, text text)
      join article_texts t on t.brand_id = ${brandId} and t.article_id = one."articleId" and t.locale = one.locale
    ), ended as (
      update article_versions v set ended_at = now() from wished
      where v.brand_id = ${brandId} and v.id = wished.published_version_id
    ), made as (
      insert into article_versions (brand_id, article_id, locale, number, title, html, text, keywords, published_by)
      select ${brandId}, article_id, locale, (select coalesce(max(number), 0) + 1 from article_versions v
          where v.brand_id = ${brandId} and v.article_id = wished.article_id and v.locale = wished.locale),
        title, html, text, keywords, ${staffId}
      from wished
      returning id, article_id, locale, number
    )
    update article_texts t set state = 'published', publish_at = null, published_version_id = made.id, helpful = 0, unhelpful = 0
    from made where t.brand_id = ${brandId} and t.article_id = made.article_id and t.locale = made.locale
    returning made.article_id as "articleId", made.locale, made.id as "versionId", made.number`.execute(tx)
  await translatedFromFirst(
    tx,
    brandId,
    rows.filter((row) => row.number === 1),
  )
  await recordAll(
    tx,
    rows.map(
      (data): NewEvent => ({
        type: 'article.published',
        brandId,
        actor: { kind: 'staff', id: staffId },
        data,
      }),
    ),
  )
  return new Map(rows.map((row) => [row.articleId, row.versionId]))
}

/** A translation begun before its source was ever published was made from what is published now. */
async function translatedFromFirst(tx: Tx, brandId: number, first: readonly object[]): Promise<void> {
  if (first.length === 0) return
  await sql`
    update article_texts t set translated_from_id = one."versionId"
    from json_to_recordset(${asJson(first)}::json) as one ("articleId" bigint, locale text, "versionId" bigint), articles a
    where t.brand_id = ${brandId} and t.article_id = one."articleId" and t.locale <> one.locale and t.translated_from_id is null
      and a.brand_id = t.brand_id and a.id = t.article_id and a.source_locale = one.locale`.execute(tx)
}
