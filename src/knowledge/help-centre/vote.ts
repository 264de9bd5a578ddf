import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { withoutPersonal } from './without-personal.ts'

/** A reader says whether the text that is published now has helped; nothing is kept of who it was. */
export async function vote(
  tx: Tx,
  said: {
    brandId: number
    articleId: number
    versionId: number
    locale: Locale
    isHelpful: boolean
    comment: string
  },
): Promise<void> {
  const { brandId, articleId, versionId, isHelpful } = said
  await tx
    .insertInto('article_votes')
    .values({
      brand_id: brandId,
      article_id: articleId,
      version_id: versionId,
      is_helpful: isHelpful,
      comment: withoutPersonal(said.comment),
    })
    .execute()
  await record(tx, {
    type: 'article.voted',
    brandId,
    actor: { kind: 'system' },
    data: { articleId, locale: said.locale, versionId, isHelpful },
  })
}
