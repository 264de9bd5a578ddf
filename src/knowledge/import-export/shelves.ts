import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { createCategory, listCategories } from '../categories.ts'
import type { ArticleRecord, CategoryName } from './article-record.ts'

type Settings = Pick<ArticleRecord, 'audience' | 'countries' | 'reviewOn'> & {
  reasonIds: number[]
  categoryId: number | null
}

/** What a brand already has, by the names that formats use. */
export type Shelves = {
  articles: Map<string, { id: number; isArchived: boolean; settings: Settings }>
  reasons: ReadonlyMap<string, number>
  /** The category of that name in either language, made where there is none. */
  categoryFor(names: readonly CategoryName[]): Promise<number | null>
}

export async function openShelves(tx: Tx, brandId: number, staffId: number): Promise<Shelves> {
  const { rows: articles } = await sql<Settings & { id: number; externalId: string; isArchived: boolean }>`
    select id, external_id as "externalId", archived_at is not null as "isArchived", audience, countries,
      review_on::text as "reviewOn", category_id as "categoryId",
      array(select reason_id from article_reasons r
        where r.brand_id = articles.brand_id and r.article_id = articles.id order by reason_id) as "reasonIds"
    from articles where brand_id = ${brandId}`.execute(tx)
  const reasons = await tx
    .selectFrom('contact_reasons')
    .select(['id', 'slug'])
    .where('brand_id', '=', brandId)
    .execute()
  const categories = await listCategories(tx, [brandId])
  const oneOf = async (name: CategoryName, parentId: number | null): Promise<number> => {
    const known = categories.find(
      (one) =>
        one.parentId === parentId &&
        ((name.ja !== undefined && one.nameJa === name.ja) ||
          (name.en !== undefined && one.nameEn === name.en)),
    )
    if (known) return known.id
    const nameEn = name.en ?? name.ja ?? ''
    const made = await createCategory(tx, { brandId, parentId, nameEn, nameJa: name.ja ?? nameEn }, staffId)
    categories.push(made)
    return made.id
  }
  return {
    articles: new Map(
      articles.map(({ id, externalId, isArchived, audience, countries, reviewOn, reasonIds, categoryId }) => [
        externalId,
        { id, isArchived, settings: { audience, countries, reviewOn, reasonIds, categoryId } },
      ]),
    ),
    reasons: new Map(reasons.map((reason) => [reason.slug, reason.id])),
    async categoryFor([first, second]) {
      if (!first) return null
      const id = await oneOf(first, null)
      return second ? oneOf(second, id) : id
    },
  }
}
