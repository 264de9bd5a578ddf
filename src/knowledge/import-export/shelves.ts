import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { createCategory, listCategories } from '../categories.ts'
import type { ArticleRecord, CategoryName, Remark } from './article-record.ts'

export type Settings = Pick<ArticleRecord, 'audience' | 'countries' | 'reviewOn'> & {
  reasonIds: number[]
  categoryId: number | null
}

type Wish = Pick<ArticleRecord, 'audience' | 'countries' | 'reviewOn' | 'reasons' | 'category' | 'place'>

/** What a brand already has, by the names that formats use. */
export type Shelves = {
  articles: Map<string, { id: number; isArchived: boolean; settings: Settings }>
  /** What an article is for, in this brand's own numbers; reasons it does not have are told. A category is made where there is none. */
  settingsOf(wish: Wish, isLeftOut?: boolean): Promise<{ settings: Settings; unknown: Remark[] }>
}

// Stands for a category that would be made.
const notMade = -1

/** `staffId` makes categories that are missing; without, nothing is made. `only` names the articles that are asked about. */
export async function openShelves(
  tx: Tx,
  brandId: number,
  staffId: number | undefined,
  only?: readonly string[],
): Promise<Shelves> {
  const articles = await articlesOf(tx, brandId, only)
  const rows = await tx
    .selectFrom('contact_reasons')
    .select(['id', 'slug'])
    .where('brand_id', '=', brandId)
    .execute()
  const reasons = new Map(rows.map((reason) => [reason.slug, reason.id]))
  const categories = await listCategories(tx, [brandId])
  const oneOf = async (name: CategoryName, parentId: number | null): Promise<number> => {
    const known = categories.find(
      (one) =>
        one.parentId === parentId &&
        ((name.ja !== undefined && one.nameJa === name.ja) ||
          (name.en !== undefined && one.nameEn === name.en)),
    )
    if (known) return known.id
    if (staffId === undefined) return notMade
    const nameEn = name.en ?? name.ja ?? ''
    const made = await createCategory(tx, { brandId, parentId, nameEn, nameJa: name.ja ?? nameEn }, staffId)
    categories.push(made)
    return made.id
  }
  const categoryFor = async ([first, second]: readonly CategoryName[]): Promise<number | null> => {
    if (!first) return null
    const id = await oneOf(first, null)
    return second ? oneOf(second, id) : id
  }
  return {
    articles,
    async settingsOf({ audience, countries, reviewOn, ...wish }, isLeftOut = false) {
      const reasonIds = wish.reasons.flatMap((slug) => reasons.get(slug) ?? [])
      const unknown = wish.reasons
        .filter((slug) => !reasons.has(slug))
        .map((detail) => ({ ...wish.place, field: 'reasons', code: 'reason_unknown' as const, detail }))
      const categoryId = isLeftOut ? null : await categoryFor(wish.category)
      const settings = {
        audience,
        countries,
        reviewOn,
        reasonIds: reasonIds.sort((a, b) => a - b),
        categoryId,
      }
      return { settings, unknown }
    },
  }
}

async function articlesOf(tx: Tx, brandId: number, only?: readonly string[]): Promise<Shelves['articles']> {
  const { rows } = await sql<Settings & { id: number; externalId: string; isArchived: boolean }>`
    select id, external_id as "externalId", archived_at is not null as "isArchived", audience, countries,
      review_on::text as "reviewOn", category_id as "categoryId",
      array(select reason_id from article_reasons r
        where r.brand_id = articles.brand_id and r.article_id = articles.id order by reason_id) as "reasonIds"
    from articles where brand_id = ${brandId} ${only ? sql`and external_id = any (${[...only]}::text[])` : sql``}`.execute(
    tx,
  )
  return new Map(
    rows.map(({ id, externalId, isArchived, audience, countries, reviewOn, reasonIds, categoryId }) => [
      externalId,
      { id, isArchived, settings: { audience, countries, reviewOn, reasonIds, categoryId } },
    ]),
  )
}

/** Whether what an article is for differs from what it is to be for. */
export const differ = (one: Settings, other: Settings): boolean => asText(one) !== asText(other)

const asText = ({ audience, countries, reviewOn, reasonIds, categoryId }: Settings) =>
  JSON.stringify([audience, countries, reviewOn, reasonIds, categoryId])
