import type { z } from 'zod'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { wordsBetween } from '#platform/difference.ts'
import { notFound } from '#platform/refusal.ts'
import { blocksBetween } from './comparison.ts'
import { type ArticleRow, articleFor, textFor } from './door.ts'
import type { Comparison, compare as comparing } from './texts-contract.ts'

type Query = z.output<(typeof comparing)['query']>
type Side = { title: string; html: string; number: number | null }

/** What differs between two states of one language of an article. */
export async function compare(
  tx: Tx,
  place: { id: number; locale: Locale },
  query: Query,
): Promise<Comparison> {
  const article = await articleFor(tx, place.id, 'read')
  const from = await sideOf(tx, article, place.locale, query.from)
  const to = await sideOf(tx, article, place.locale, query.to)
  return {
    from: { title: from.title, number: from.number },
    to: { title: to.title, number: to.number },
    title: wordsBetween(from.title, to.title),
    blocks: blocksBetween(from.html, to.html),
  }
}

async function sideOf(tx: Tx, article: ArticleRow, locale: Locale, wanted: Query['from']): Promise<Side> {
  if (wanted === 'draft') return { ...(await textFor(tx, article, locale)), number: null }
  if (typeof wanted === 'number') return sideOfVersion(tx, article, locale, wanted)
  if (wanted === 'published') {
    const { published_version_id } = await textFor(tx, article, locale)
    return sideOfVersion(tx, article, locale, published_version_id)
  }
  // What the translation was made from; the comparison itself is about the source.
  const translation = await textFor(tx, article, article.source_locale === 'ja' ? 'en' : 'ja')
  return sideOfVersion(tx, article, locale, translation.translated_from_id)
}

async function sideOfVersion(tx: Tx, article: ArticleRow, locale: Locale, id: number | null): Promise<Side> {
  const found = await tx
    .selectFrom('article_versions')
    .select(['title', 'html', 'number'])
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', article.id)
    .where('locale', '=', locale)
    .where('id', '=', id ?? 0)
    .executeTakeFirst()
  if (!found) throw notFound('version')
  return found
}
