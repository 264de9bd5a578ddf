import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Article } from './contract.ts'
import { articleFor } from './door.ts'
import { addressOfFile } from './file-address.ts'
import { problemsOf } from './problems.ts'

type Page = Sendable<Article>
type Text = NonNullable<Page['texts']['ja']>
type Person = { id: number; name: string }
type Stored = Omit<Text, 'problems' | 'files' | 'remarks'> & { locale: Locale }

/** An article with the texts of both languages as they are worked on, and what is published of them. */
export async function articlePage(tx: Tx, id: number): Promise<Page> {
  const article = await articleFor(tx, id, 'read')
  const { rows } = await sql<{ owner: Person | null; reviewOn: string | null; reasonIds: number[] }>`
    select (select json_build_object('id', s.id, 'name', s.name) from staff s where s.id = a.owner_id) as owner,
      a.review_on::text as "reviewOn",
      array(select reason_id from article_reasons r
        where r.brand_id = a.brand_id and r.article_id = a.id order by reason_id) as "reasonIds"
    from articles a where a.brand_id = ${article.brand_id} and a.id = ${id}`.execute(tx)
  const isPublic = article.audience === 'public'
  const texts = await textsOf(tx, { id, brandId: article.brand_id, isPublic })
  return {
    id,
    brandId: article.brand_id,
    categoryId: article.category_id,
    audience: article.audience === 'staff' ? 'staff' : 'public',
    countries: article.countries,
    sourceLocale: article.source_locale === 'en' ? 'en' : 'ja',
    owner: rows[0]?.owner ?? null,
    reviewOn: rows[0]?.reviewOn ?? null,
    position: article.position,
    isArchived: article.archived_at !== null,
    reasonIds: rows[0]?.reasonIds ?? [],
    createdAt: article.created_at,
    helped: article.helped,
    texts: {
      ja: texts.find((text) => text.locale === 'ja') ?? null,
      en: texts.find((text) => text.locale === 'en') ?? null,
    },
  }
}

async function textsOf(tx: Tx, article: { id: number; brandId: number; isPublic: boolean }): Promise<Text[]> {
  const { id, brandId } = article
  const { rows } = await sql<Stored>`
    select t.locale, t.title, t.html, t.keywords, t.revision, t.state, t.publish_at as "publishAt",
      t.translated_from_id as "translatedFromId", t.edited_at as "editedAt",
      (select json_build_object('id', s.id, 'name', s.name) from staff s where s.id = t.edited_by) as "editedBy",
      json_build_object('helpful', t.helpful, 'unhelpful', t.unhelpful) as votes, ${isStale} as "isStale",
      (select json_build_object('versionId', v.id, 'number', v.number, 'title', v.title,
          'at', to_char(v.published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from article_versions v where v.brand_id = t.brand_id and v.id = t.published_version_id) as published
    from article_texts t ${besideSource}
    where t.brand_id = ${brandId} and t.article_id = ${id}`.execute(tx)
  const [files, remarks] = [await filesOf(tx, brandId, id), await remarksOf(tx, brandId, id)]
  const known = new Set(files.map((file) => file.id))
  const texts: Text[] = []
  for (const text of rows)
    texts.push({
      ...text,
      problems: await problemsOf(tx, article, String(text.html), known),
      files: files
        .filter((file) => file.locale === text.locale)
        .map(({ locale: _, ...file }) => ({ ...file, url: addressOfFile(file.id) })),
      remarks: remarks.filter((one) => one.locale === text.locale).map(({ locale: _, ...one }) => one),
    })
  return texts
}

/** A text `t` beside what is published of the language its article is written in first. */
export const besideSource = sql`
  join articles a on a.brand_id = t.brand_id and a.id = t.article_id
  left join article_texts source on source.brand_id = t.brand_id and source.article_id = t.article_id
    and source.locale = a.source_locale and source.locale <> t.locale`

/** Whether the source has been published anew since the text was translated from it. */
export const isStale = sql`coalesce(t.translated_from_id < source.published_version_id, false)`

async function filesOf(tx: Tx, brandId: number, id: number) {
  return tx
    .selectFrom('article_files')
    .select(['id', 'locale', 'name', 'type', 'size'])
    .where('brand_id', '=', brandId)
    .where('article_id', '=', id)
    .orderBy('id')
    .execute()
}

async function remarksOf(tx: Tx, brandId: number, id: number) {
  const { rows } = await sql<Text['remarks'][number] & { locale: string }>`
    select r.id, r.locale, r.kind, r.text, r.revision, r.created_at as at,
      json_build_object('id', s.id, 'name', s.name) as by
    from article_remarks r join staff s on s.id = r.staff_id
    where r.brand_id = ${brandId} and r.article_id = ${id} order by r.id`.execute(tx)
  return rows
}
