import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { cleanArticleHtml } from './article-html.ts'
import { type ArticleRow, articleFor, findText, type TextRow } from './door.ts'
import { publicationKey } from './publication-key.ts'
import { refuseUnseen } from './refuse-unseen.ts'
import type { saveText as saving } from './texts-contract.ts'

type Wish = z.output<(typeof saving)['body']>

/**
 * Saves the draft of one language. Whatever stage it had reached, it is a draft again: what was approved or scheduled was another text.
 * Readers see nothing of it. Saved without a change, nothing happens. Answers whether something has.
 */
export async function saveText(
  tx: Tx,
  place: { id: number; locale: Locale },
  wish: Wish,
  staffId: number,
): Promise<boolean> {
  const article = await articleFor(tx, place.id, 'change')
  const known = await findText(tx, article, place.locale)
  const words = {
    title: wish.title,
    html: cleanArticleHtml(wish.html),
    keywords: [...new Set(wish.keywords)],
  }
  if (!known) {
    if (wish.revision !== 0) throw notFound('text')
    const from = await translatedFrom(tx, article, place.locale, wish.translatedFromId)
    await begin(tx, article, place.locale, { ...words, translated_from_id: from ?? null }, staffId)
  } else {
    await refuseUnseen(tx, known, wish.revision)
    const from =
      wish.translatedFromId === undefined
        ? known.translated_from_id
        : await translatedFrom(tx, article, place.locale, wish.translatedFromId)
    if (from === known.translated_from_id && isSame(known, words)) return false
    await rewrite(tx, article, known, { ...words, translated_from_id: from ?? null }, staffId)
  }
  await record(tx, {
    type: 'article.saved',
    brandId: article.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: article.id, locale: place.locale, revision: wish.revision + 1 },
  })
  return true
}

type Words = { title: string; html: string; keywords: string[]; translated_from_id: number | null }

function isSame(known: TextRow, words: Omit<Words, 'translated_from_id'>): boolean {
  return (
    known.title === words.title &&
    known.html === words.html &&
    JSON.stringify(known.keywords) === JSON.stringify(words.keywords)
  )
}

/** The first draft of a language. */
export async function begin(
  tx: Tx,
  article: { brand_id: number; id: number },
  locale: Locale,
  words: Words,
  staffId: number | null,
): Promise<void> {
  await tx
    .insertInto('article_texts')
    .values({ brand_id: article.brand_id, article_id: article.id, locale, ...words, edited_by: staffId })
    .execute()
}

/** Writes another draft over one that was seen, and calls off what was scheduled. */
export async function rewrite(
  tx: Tx,
  article: ArticleRow,
  known: TextRow,
  words: Words,
  staffId: number | null,
): Promise<void> {
  await tx
    .updateTable('article_texts')
    .set({
      ...words,
      revision: sql`revision + 1`,
      state: 'draft',
      publish_at: null,
      edited_at: now(),
      edited_by: staffId,
    })
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', article.id)
    .where('locale', '=', known.locale)
    .execute()
  if (known.publish_at !== null) await removeJob(tx, publicationKey(known))
}

/** A translation says by itself what it is made from when it is begun: what readers of the source see then. */
async function translatedFrom(
  tx: Tx,
  article: ArticleRow,
  locale: Locale,
  wished: number | null | undefined,
): Promise<number | null> {
  if (locale === article.source_locale || wished === null) return null
  if (wished === undefined) {
    const source = await findText(tx, article, locale === 'ja' ? 'en' : 'ja')
    return source?.published_version_id ?? null
  }
  const version = await tx
    .selectFrom('article_versions')
    .select('id')
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', article.id)
    .where('locale', '=', article.source_locale)
    .where('id', '=', wished)
    .executeTakeFirst()
  if (version) return version.id
  throw invalid('translatedFromId', 'version_unknown', (to) =>
    m.knowledge_version_unknown({}, { locale: to }),
  )
}
