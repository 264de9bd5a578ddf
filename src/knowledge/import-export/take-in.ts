import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { changeArticle } from '../change-article.ts'
import type { TextRow } from '../door.ts'
import type { Remark } from './article-record.ts'
import { type Names, numbersFor } from './numbers.ts'
import type { ReadArticle, ReadText } from './reading.ts'
import { differ, openShelves, type Shelves } from './shelves.ts'
import type { ImportRow } from './stand.ts'
import { isSame, type Wished, writeTexts } from './write-texts.ts'

/** An article of an import and, unless it would only be begun, the one it is. */
export type Standing = { at: number; articleId: number | null; isNew: boolean; article: ReadArticle }
export type Taken = { at: number; outcome: 'created' | 'changed' | 'unchanged'; remarks: Remark[] }

type Writing = Standing & { locale: Locale; text: ReadText; isSource: boolean }
type Wish = Wished & { at: number }

/**
 * Takes in some articles that stand: what they are for, and their texts, the source first, so that what comes together says the same and
 * its translation is not stale. In a trial it only says what would be done.
 */
export async function takeIn(
  tx: Tx,
  one: ImportRow,
  standing: readonly Standing[],
  names: Names,
): Promise<Taken[]> {
  const called = standing.map(({ article }) => article.externalId)
  const shelves = await openShelves(tx, one.brand_id, one.is_trial ? undefined : one.staff_id, called)
  const { sourceOf, texts } = await locked(tx, one.brand_id, standing)
  const remarks = new Map(standing.map(({ at }) => [at, [] as Remark[]]))
  const changed = new Set<number>()
  for (const who of standing) if (await settle(tx, one, shelves, who)) changed.add(who.at)
  for (const isSource of [true, false]) {
    const writing = standing.flatMap((who): Writing[] => {
      const locale = localeOf(sourceOf(who), isSource)
      const text = who.article.texts[locale]
      return text ? [{ ...who, locale, text, isSource }] : []
    })
    const numbers = await numbersFor(tx, one, writing, names)
    const wishes = writing.map((who) => wishOf(one, who, texts, numbers(who), remarks.get(who.at) ?? []))
    for (const at of await write(tx, one, wishes, texts)) changed.add(at)
  }
  return standing.map(({ at, isNew }) => ({
    at,
    outcome: isNew ? 'created' : changed.has(at) ? 'changed' : 'unchanged',
    remarks: remarks.get(at) ?? [],
  }))
}

/** What an article is for, where that differs. */
async function settle(tx: Tx, one: ImportRow, shelves: Shelves, who: Standing): Promise<boolean> {
  const known = shelves.articles.get(who.article.externalId)
  if (who.isNew || !known) return false
  const { settings } = await shelves.settingsOf(who.article)
  if (!differ(known.settings, settings)) return false
  if (!one.is_trial) await changeArticle(tx, known.id, settings, one.staff_id)
  return true
}

function wishOf(
  { publishes }: ImportRow,
  { at, articleId, article, locale, text, isSource }: Writing,
  texts: Texts,
  { html, missing }: { html: string; missing: string[] },
  remarks: Remark[],
): Wish {
  const isPublished = publishes && text.isPublished
  for (const detail of missing)
    remarks.push({ ...article.place, field: 'html', code: 'link_left_out', detail })
  if (isPublished && text.unfit)
    remarks.push({ ...article.place, field: null, code: 'not_published', detail: text.unfit })
  const source = texts.get(articleId, locale === 'ja' ? 'en' : 'ja')
  const before = texts.get(articleId, locale)
  return {
    at,
    articleId: articleId ?? 0,
    locale,
    title: text.title,
    html,
    keywords: text.keywords,
    text: text.text,
    translatedFromId: isSource ? null : (source?.published_version_id ?? before?.translated_from_id ?? null),
    publishes: isPublished && !text.unfit,
  }
}

/** Writes what differs and answers which of the articles that were; in a trial only that. */
async function write(tx: Tx, one: ImportRow, wishes: readonly Wish[], texts: Texts): Promise<number[]> {
  const known = (wish: { articleId: number; locale: Locale }) => texts.get(wish.articleId, wish.locale)
  if (one.is_trial)
    return wishes
      .filter((wish) => !isSame(known(wish), wish) || (wish.publishes && known(wish)?.state !== 'published'))
      .map((wish) => wish.at)
  const by = { brandId: one.brand_id, staffId: one.staff_id }
  const { written, versions } = await writeTexts(tx, by, wishes, known)
  for (const wish of wishes) {
    const versionId = versions.get(wish.articleId)
    if (versionId !== undefined) texts.publishedAs(wish.articleId, wish.locale, versionId)
  }
  return wishes.filter((wish) => written.has(wish.articleId)).map((wish) => wish.at)
}

type Texts = {
  get(
    articleId: number | null,
    locale: Locale,
  ): (Pick<TextRow, 'published_version_id' | 'translated_from_id'> & TextRow) | undefined
  publishedAs(articleId: number, locale: Locale, versionId: number): void
}

/** The texts of these articles as they stand, locked with them, and the language each article is written in first. */
async function locked(
  tx: Tx,
  brandId: number,
  standing: readonly Standing[],
): Promise<{ texts: Texts; sourceOf(who: Standing): Locale }> {
  const ids = [0, ...standing.flatMap(({ articleId }) => articleId ?? [])]
  const articles = await tx
    .selectFrom('articles')
    .select(['id', 'source_locale'])
    .where('brand_id', '=', brandId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const rows = await tx
    .selectFrom('article_texts')
    .selectAll()
    .where('brand_id', '=', brandId)
    .where('article_id', 'in', ids)
    .execute()
  const found = new Map(rows.map((row) => [`${row.article_id} ${row.locale}`, row]))
  const published = new Map<string, number>()
  const sources = new Map(articles.map((row) => [row.id, row.source_locale]))
  return {
    texts: {
      get(articleId, locale) {
        const key = `${articleId} ${locale}`
        const row = found.get(key)
        const versionId = published.get(key)
        return row && versionId !== undefined ? { ...row, published_version_id: versionId } : row
      },
      publishedAs: (articleId, locale, versionId) => published.set(`${articleId} ${locale}`, versionId),
    },
    sourceOf: ({ articleId, article }) =>
      (sources.get(articleId ?? 0) ?? article.sourceLocale ?? (article.texts.ja ? 'ja' : 'en')) === 'en'
        ? 'en'
        : 'ja',
  }
}

const localeOf = (source: Locale, isSource: boolean): Locale => ((source === 'en') === isSource ? 'en' : 'ja')
