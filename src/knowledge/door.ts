import type { Selectable } from 'kysely'
import type { Articles, ArticleTexts } from '#database/tables.ts'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound, Refusal } from '#platform/refusal.ts'

export type ArticleRow = Selectable<Articles>
export type TextRow = Selectable<ArticleTexts>

/** The brands the reader stands in, as a list that SQL's `in` takes. */
export const standingIn = (tx: Tx): number[] => [0, ...tx.inBrands]

/**
 * The only way to one article for staff: what stands in another brand is not there. `'change'` locks it with all its texts and refuses
 * one that was put away; `'archive'` only locks.
 */
export async function articleFor(
  tx: Tx,
  id: number,
  intent: 'read' | 'change' | 'archive',
): Promise<ArticleRow> {
  const query = tx
    .selectFrom('articles')
    .selectAll()
    .where('brand_id', 'in', standingIn(tx))
    .where('id', '=', id)
  const found = await (intent === 'read' ? query : query.forUpdate()).executeTakeFirst()
  if (!found) throw notFound('article')
  if (intent === 'change' && found.archived_at !== null) throw articleArchived()
  return found
}

/** The text of one language, if it has been begun. */
export function findText(tx: Tx, article: ArticleRow, locale: Locale): Promise<TextRow | undefined> {
  return tx
    .selectFrom('article_texts')
    .selectAll()
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', article.id)
    .where('locale', '=', locale)
    .executeTakeFirst()
}

/** The text of one language, which must have been begun. */
export async function textFor(tx: Tx, article: ArticleRow, locale: Locale): Promise<TextRow> {
  const found = await findText(tx, article, locale)
  if (!found) throw notFound('text')
  return found
}

function articleArchived(): Refusal {
  return new Refusal(409, 'article_archived', (locale) => m.knowledge_article_archived({}, { locale }))
}
