import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { worksFor } from '#people/staff/works-for.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import type { createArticle as creation } from './contract.ts'
import { begin } from './save-text.ts'

type Wish = z.output<(typeof creation)['body']> & { externalId?: string }

/** Begins an article, last in its category, with an empty draft in the language it is written in first. Answers its id. */
export async function createArticle(tx: Tx, wish: Wish, staffId: number): Promise<number> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  await refuseUnknown(tx, wish.brandId, wish)
  const made = await tx
    .insertInto('articles')
    .values({
      brand_id: wish.brandId,
      category_id: wish.categoryId ?? null,
      audience: wish.audience ?? 'public',
      countries: wish.countries ?? [],
      source_locale: wish.sourceLocale,
      owner_id: wish.ownerId === undefined ? staffId : wish.ownerId,
      review_on: wish.reviewOn ?? null,
      created_by: staffId,
      ...(wish.externalId === undefined ? {} : { external_id: wish.externalId }),
      position: sql`(select coalesce(max(position), -1) + 1 from articles
        where brand_id = ${wish.brandId} and category_id is not distinct from ${wish.categoryId ?? null}::bigint)`,
    })
    .returning(['id', 'brand_id'])
    .executeTakeFirstOrThrow()
  await begin(
    tx,
    made,
    wish.sourceLocale,
    { title: wish.title, html: '', keywords: [], translated_from_id: null },
    staffId,
  )
  await answer(tx, made, wish.reasonIds ?? [])
  await record(tx, {
    type: 'article.created',
    brandId: wish.brandId,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: made.id, locale: wish.sourceLocale },
  })
  return made.id
}

/** Says anew which contact reasons an article answers. */
export async function answer(
  tx: Tx,
  article: { id: number; brand_id: number },
  reasonIds: number[],
): Promise<void> {
  await sql`delete from article_reasons
    where brand_id = ${article.brand_id} and article_id = ${article.id} and reason_id <> all (${reasonIds}::bigint[])`.execute(
    tx,
  )
  await sql`insert into article_reasons (brand_id, article_id, reason_id)
    select ${article.brand_id}, ${article.id}, one from unnest(${reasonIds}::bigint[]) as one
    on conflict do nothing`.execute(tx)
}

/** Refuses a category, an owner or a reason that is not of this brand, with the field that names it. */
export async function refuseUnknown(
  tx: Tx,
  brandId: number,
  wish: {
    categoryId?: number | null | undefined
    ownerId?: number | null | undefined
    reasonIds?: number[] | undefined
  },
): Promise<void> {
  const { rows } = await sql<{ category: boolean; owner: boolean; reasons: number }>`
    select
      exists (select from article_categories where brand_id = ${brandId} and id = ${wish.categoryId ?? null}::bigint) as category,
      exists (select from staff where staff.id = ${wish.ownerId ?? null}::bigint and ${worksFor(brandId)}) as owner,
      (select count(*)::int from contact_reasons
        where brand_id = ${brandId} and id = any (${wish.reasonIds ?? []}::bigint[])) as reasons`.execute(tx)
  const found = rows[0]
  if (wish.categoryId && !found?.category) throw unknown('categoryId')
  if (wish.ownerId && !found?.owner) throw unknown('ownerId')
  if (new Set(wish.reasonIds).size !== (found?.reasons ?? 0)) throw unknown('reasonIds')
}

const unknown = (field: string) =>
  invalid(field, 'not_of_this_brand', (locale) => m.knowledge_not_of_this_brand({}, { locale }))
