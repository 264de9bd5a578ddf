import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'

/** One language of an article as readers see it: the published version, never the draft. */
export type PublishedArticle = {
  articleId: number
  versionId: number
  locale: Locale
  title: string
  /** Sanitised. Links to other articles have no address yet: see `links.ts`. */
  html: string
  /** The same without markup, a block a line. */
  text: string
  keywords: string[]
  categoryId: number | null
  position: number
  /** ISO 3166-1 codes of the countries it is for; empty: for all. */
  countries: string[]
  /** Manuals are 'staff' and never leave the desk. */
  audience: 'public' | 'staff'
  reasonIds: number[]
  /** How often it has helped, for what is often asked. */
  helped: number
  publishedAt: Date
}

/** Everything of a brand that is published, in the order it stands. */
export async function publishedArticles(tx: Tx, brandId: number): Promise<PublishedArticle[]> {
  const { rows } = await sql<PublishedArticle>`
    select a.id as "articleId", v.id as "versionId", v.locale, v.title, v.html, v.text, v.keywords,
      a.category_id as "categoryId", a.position, a.countries, a.audience, a.helped, v.published_at as "publishedAt",
      array(select r.reason_id from article_reasons r
        where r.brand_id = a.brand_id and r.article_id = a.id order by r.reason_id) as "reasonIds"
    from article_texts t
    join articles a on a.brand_id = t.brand_id and a.id = t.article_id
    join article_versions v on v.brand_id = t.brand_id and v.id = t.published_version_id
    where t.brand_id = ${brandId} and t.published_version_id is not null and a.archived_at is null
    order by a.position, a.id, v.locale`.execute(tx)
  return rows
}

export type PublishedCategory = {
  id: number
  parentId: number | null
  nameEn: string
  nameJa: string
  position: number
}

/** The categories of a brand, each of the first level followed by its own. */
export async function categoriesOf(tx: Tx, brandId: number): Promise<PublishedCategory[]> {
  const { rows } = await sql<PublishedCategory>`
    select c.id, c.parent_id as "parentId", c.name_en as "nameEn", c.name_ja as "nameJa", c.position
    from article_categories c
    left join article_categories p on p.brand_id = c.brand_id and p.id = c.parent_id
    where c.brand_id = ${brandId}
    order by coalesce(p.position, c.position), coalesce(p.id, c.id), c.level, c.position, c.id`.execute(tx)
  return rows
}

/** Groups of words that mean the same to the brand's customers. */
export async function synonymsOf(tx: Tx, brandId: number): Promise<string[][]> {
  const { rows } = await sql<{ words: string[] }>`
    select words from synonyms where brand_id = ${brandId} order by id`.execute(tx)
  return rows.map((row) => row.words)
}
