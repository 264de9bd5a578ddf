import { inBrands } from '#platform/database.ts'
import type { TestDesk } from './desk.ts'

type Text = { title: string; html: string }
type Wish = { audience?: 'public' | 'staff'; brandId?: number; isDraft?: boolean; categoryId?: number }

/** An article as readers have it, written straight into the tables; answers its id. */
export async function publishArticle(
  desk: TestDesk,
  texts: { ja?: Text; en?: Text },
  { audience = 'public', brandId = desk.brandId, isDraft = false, categoryId }: Wish = {},
): Promise<number> {
  return inBrands(desk.db, [brandId], async (tx) => {
    const { id } = await tx
      .insertInto('articles')
      .values({ brand_id: brandId, audience, source_locale: 'ja', category_id: categoryId ?? null })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const locale of ['ja', 'en'] as const) {
      const text = texts[locale]
      if (!text) continue
      const key = { brand_id: brandId, article_id: id, locale }
      await tx
        .insertInto('article_texts')
        .values({ ...key, ...text })
        .execute()
      if (isDraft) continue
      const plain = text.html.replaceAll(/<[^>]*>/g, '')
      const version = await tx
        .insertInto('article_versions')
        .values({ ...key, ...text, number: 1, text: plain })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .updateTable('article_texts')
        .set({ published_version_id: version.id, state: 'published' })
        .where('brand_id', '=', brandId)
        .where('article_id', '=', id)
        .where('locale', '=', locale)
        .execute()
    }
    return id
  })
}
