import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { ArticleRecord, CategoryName } from './article-record.ts'
import type { Format, TextFile } from './contract.ts'
import { csvOfArticles } from './csv-articles.ts'
import { markdownOfArticles } from './markdown-files.ts'
import { zendeskOfArticles } from './zendesk.ts'

const writers: Record<Format, (articles: readonly ArticleRecord[]) => TextFile[]> = {
  markdown: markdownOfArticles,
  csv: csvOfArticles,
  zendesk: zendeskOfArticles,
}

type Row = Omit<ArticleRecord, 'texts' | 'place' | 'category'> & {
  id: number
  category: CategoryName | null
  parent: CategoryName | null
  texts: { locale: Locale; title: string; html: string; keywords: string[]; isPublished: boolean }[] | null
}

/** All articles of a brand as they are being worked on, in a format that the same import takes in again. */
export async function exportArticles(tx: Tx, wish: { brandId: number; format: Format }): Promise<TextFile[]> {
  return textsOf(wish.format, await articlesToExport(tx, wish.brandId))
}

export const textsOf = (format: Format, articles: readonly ArticleRecord[]): TextFile[] =>
  writers[format](articles)

/** All articles of a brand that are not put away. */
export async function articlesToExport(tx: Tx, brandId: number): Promise<ArticleRecord[]> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { rows } = await sql<Row>`
    select a.id, a.external_id as "externalId", a.source_locale as "sourceLocale", a.audience, a.countries,
      a.review_on::text as "reviewOn", ${name('c')} as category, ${name('p')} as parent,
      array(select slug from article_reasons r join contact_reasons o on o.brand_id = r.brand_id and o.id = r.reason_id
        where r.brand_id = a.brand_id and r.article_id = a.id order by slug) as reasons,
      (select json_agg(json_build_object('locale', t.locale, 'title', t.title, 'html', t.html, 'keywords', t.keywords,
          'isPublished', t.published_version_id is not null))
        from article_texts t where t.brand_id = a.brand_id and t.article_id = a.id and t.title <> '') as texts
    from articles a
    left join article_categories c on c.brand_id = a.brand_id and c.id = a.category_id
    left join article_categories p on p.brand_id = c.brand_id and p.id = c.parent_id
    where a.brand_id = ${brandId} and a.archived_at is null
    order by a.id`.execute(tx)
  const names = new Map(rows.map((row) => [row.id, row.externalId]))
  return rows.map((row) => recordOf(row, names))
}

const name = (table: 'c' | 'p') => {
  const of = (column: string) => sql.ref(`${table}.${column}`)
  return sql`case when ${of('id')} is not null then json_build_object('en', ${of('name_en')}, 'ja', ${of('name_ja')}) end`
}

function recordOf(row: Row, names: ReadonlyMap<number, string>): ArticleRecord {
  const texts: ArticleRecord['texts'] = {}
  for (const { locale, html, ...text } of row.texts ?? []) {
    const linked = html.replaceAll(/<a data-article="(\d+)">/g, (_link, id) => {
      const externalId = names.get(Number(id))
      return externalId === undefined ? '<a>' : `<a href="article:${encodeURIComponent(externalId)}">`
    })
    texts[locale] = { ...text, html: linked }
  }
  const { id: _, category, parent, ...rest } = row
  return {
    ...rest,
    category: [parent, category].filter((one) => one !== null),
    texts,
    place: { file: '', row: null },
  }
}
