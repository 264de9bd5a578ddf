import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { m } from '#texts'
import { settingsOf } from '#people/brands/brands.ts'
import { articleFor } from '../door.ts'
import { addresses, originOf } from '../help-centre/addresses.ts'
import { filesIn, linkedArticles } from '../links.ts'
import { categoriesOf, publishedArticles, type PublishedArticle } from '../published.ts'
import type { PrintedArticle, Printing } from './document.ts'
import type { Print } from './pdf-thread.ts'

type Desk = { files: Files; publicUrl: string }
type Brand = {
  id: number
  slug: string
  name: string
  colour: string
  timeZone: string
  domain: string | null
}

const mostArticles = 2_000

/** What is printed of one article: what is published, or its draft. */
export async function printOfArticle(
  tx: Tx,
  desk: Desk,
  wish: { id: number; locale: Locale; isDraft: boolean; now: Date },
): Promise<{ print: Print; name: string }> {
  const article = await articleFor(tx, wish.id, 'read')
  const brand = await brandOf(tx, article.brand_id)
  const { rows } = await sql<{ title: string; html: string; at: Date; isDraft: boolean }>`
    select coalesce(v.title, t.title) as title, coalesce(v.html, t.html) as html, coalesce(v.published_at, t.edited_at) as at,
      v.id is null as "isDraft"
    from article_texts t
    left join article_versions v on v.brand_id = t.brand_id and v.id = t.published_version_id and not ${wish.isDraft}::boolean
    where t.brand_id = ${brand.id} and t.article_id = ${wish.id} and t.locale = ${wish.locale}`.execute(tx)
  const [text] = rows
  if (!text) throw notFound('text')
  const { at, ...words } = text
  const printed = { id: wish.id, ...words, day: dayOf(at, brand, wish.locale) }
  return printOf(tx, desk, brand, {
    ...wish,
    kind: 'article',
    topics: [{ name: '', level: 1, articles: [printed] }],
  })
}

/** What is printed of an article as customers read it. */
export async function printForReaders(
  tx: Tx,
  desk: Desk,
  wish: { brandId: number; locale: Locale; article: PublishedArticle; now: Date },
): Promise<{ print: Print; name: string }> {
  const brand = await brandOf(tx, wish.brandId)
  const { articleId: id, title, html, publishedAt } = wish.article
  const printed = { id, title, html, day: dayOf(publishedAt, brand, wish.locale), isDraft: false }
  return printOf(tx, desk, brand, {
    ...wish,
    kind: 'article',
    topics: [{ name: '', level: 1, articles: [printed] }],
  })
}

/** What is printed of all that a brand has published for its customers, or for its staff. */
export async function printOfManual(
  tx: Tx,
  desk: Desk,
  wish: { brandId: number; locale: Locale; audience: 'public' | 'staff'; now: Date },
): Promise<{ print: Print; name: string }> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const brand = await brandOf(tx, wish.brandId)
  const all = await publishedArticles(tx, brand.id)
  const own = all.filter((one) => one.audience === wish.audience && one.locale === wish.locale)
  if (own.length === 0)
    throw invalid('audience', 'nothing_published', (locale) => m.knowledge_pdf_nothing({}, { locale }))
  if (own.length > mostArticles)
    throw invalid('brandId', 'too_long', (locale) =>
      m.knowledge_pdf_too_long({ most: mostArticles }, { locale }),
    )
  const topics = await topicsOf(tx, brand, own, wish.locale)
  const kind = wish.audience === 'staff' ? 'staff_manual' : 'public_manual'
  return printOf(tx, desk, brand, { ...wish, kind, topics })
}

async function topicsOf(
  tx: Tx,
  brand: Brand,
  own: readonly PublishedArticle[],
  locale: Locale,
): Promise<Printing['topics']> {
  const printed = (one: PublishedArticle): PrintedArticle => ({
    ...{ id: one.articleId, title: one.title, html: one.html, isDraft: false },
    day: dayOf(one.publishedAt, brand, locale),
  })
  const categories = await categoriesOf(tx, brand.id)
  const topics = categories.map((category) => ({
    name: locale === 'ja' ? category.nameJa : category.nameEn,
    level: category.parentId === null ? (1 as const) : (2 as const),
    articles: own.filter((one) => one.categoryId === category.id).map(printed),
  }))
  const rest = own.filter((one) => one.categoryId === null).map(printed)
  const other = { name: m.knowledge_pdf_other({}, { locale }), level: 1 as const, articles: rest }
  return [...topics, other].filter((topic) => topic.articles.length > 0)
}

async function printOf(
  tx: Tx,
  { files, publicUrl }: Desk,
  brand: Brand,
  { locale, now, kind, topics }: Pick<Printing, 'locale' | 'kind' | 'topics'> & { now: Date },
): Promise<{ print: Print; name: string }> {
  const articles = topics.flatMap((topic) => topic.articles)
  const html = articles.map((article) => article.html).join('')
  const printing = { locale, brand, day: dayOf(now, brand, locale), kind, topics }
  const linked = await publicOnes(tx, brand.id, linkedArticles(html))
  const at = addresses(brand, locale)
  const origin = originOf(brand, publicUrl)
  const [first] = articles
  const title =
    kind === 'article' && first ? first.title : `${brand.name}-${kind === 'staff_manual' ? 'manual' : 'help'}`
  return {
    print: {
      printing,
      // Files of a manual are opened by staff, who are signed in at the desk itself.
      publicUrl: kind === 'staff_manual' ? publicUrl : origin,
      addresses: Object.fromEntries(linked.map((id) => [id, origin + at.article(id)])),
      pictures: await picturesOf(tx, files, brand.id, filesIn(html)),
    },
    name: `${title}.pdf`,
  }
}

/** Those of the articles that customers can open. */
async function publicOnes(tx: Tx, brandId: number, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from articles a
    where brand_id = ${brandId} and id = any (${[...ids]}::bigint[]) and audience = 'public' and archived_at is null
      and exists (select from article_texts t where t.brand_id = a.brand_id and t.article_id = a.id
        and t.published_version_id is not null)`.execute(tx)
  return rows.map((row) => row.id)
}

async function picturesOf(
  tx: Tx,
  files: Files,
  brandId: number,
  ids: readonly number[],
): Promise<Record<number, string>> {
  const rows = await tx
    .selectFrom('article_files')
    .select(['id', 'file_hash'])
    .where('brand_id', '=', brandId)
    .where('id', 'in', [0, ...ids])
    .where('type', 'in', ['image/png', 'image/jpeg'])
    .execute()
  return Object.fromEntries(rows.map((row) => [row.id, files.path(row.file_hash)]))
}

async function brandOf(tx: Tx, id: number): Promise<Brand> {
  const row = await tx
    .selectFrom('brands')
    .select(['id', 'slug', 'name', 'colour', 'time_zone as timeZone', 'settings'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...row, domain: settingsOf(row.settings).helpDomain }
}

const dayOf = (at: Date, { timeZone }: Brand, locale: Locale) =>
  new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: locale === 'ja' ? 'long' : 'short',
    day: 'numeric',
    timeZone,
  }).format(at)
