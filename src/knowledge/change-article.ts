import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import type { changeArticle as changing } from './contract.ts'
import { answer, refuseUnknown } from './create-article.ts'
import { articleFor } from './door.ts'
import { moveArticle } from './move-article.ts'

type Wish = z.output<(typeof changing)['body']>

/** Changes what an article is for; its words are changed by `save-text.ts`. */
export async function changeArticle(tx: Tx, id: number, wish: Wish, staffId: number): Promise<void> {
  const article = await articleFor(tx, id, 'change')
  await refuseUnknown(tx, article.brand_id, wish)
  const { categoryId, reasonIds, ...rest } = wish
  if (categoryId !== undefined && categoryId !== article.category_id)
    await moveArticle(tx, id, { categoryId, beforeId: null }, staffId)
  if (reasonIds) await answer(tx, article, reasonIds)
  if (Object.values(rest).every((one) => one === undefined) && !reasonIds) return
  await sql`
    update articles set audience = coalesce(${wish.audience ?? null}, audience),
      countries = coalesce(${wish.countries ?? null}::text[], countries),
      owner_id = ${wish.ownerId === undefined ? sql`owner_id` : wish.ownerId},
      review_on = ${wish.reviewOn === undefined ? sql`review_on` : sql`${wish.reviewOn}::date`}
    where brand_id = ${article.brand_id} and id = ${id}`.execute(tx)
  await record(tx, {
    type: 'article.changed',
    brandId: article.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: id, ...wish },
  })
}

/** Puts an article away with all its versions, or takes it back. What readers see is withdrawn first, so that nobody does it unaware. */
export async function archiveArticle(
  tx: Tx,
  id: number,
  isArchived: boolean,
  staffId: number,
): Promise<void> {
  const article = await articleFor(tx, id, 'archive')
  if ((article.archived_at !== null) === isArchived) return
  const seen = await tx
    .selectFrom('article_texts')
    .select('locale')
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', id)
    .where((where) =>
      where.or([where('published_version_id', 'is not', null), where('publish_at', 'is not', null)]),
    )
    .executeTakeFirst()
  if (isArchived && seen) throw stillPublished()
  await tx
    .updateTable('articles')
    .set({ archived_at: isArchived ? now() : null })
    .where('brand_id', '=', article.brand_id)
    .where('id', '=', id)
    .execute()
  await record(tx, {
    type: isArchived ? 'article.archived' : 'article.taken_back',
    brandId: article.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: id },
  })
}

function stillPublished(): Refusal {
  return new Refusal(409, 'still_published', (locale) => m.knowledge_still_published({}, { locale }))
}
