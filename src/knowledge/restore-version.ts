import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import { articleFor, textFor } from './door.ts'
import { refuseUnseen } from './refuse-unseen.ts'
import { rewrite } from './save-text.ts'

/** Takes what was once published back into the draft. Readers go on seeing what they see until it is published again. */
export async function restoreVersion(
  tx: Tx,
  place: { id: number; locale: Locale },
  wish: { revision: number; versionId: number },
  staffId: number,
): Promise<void> {
  const article = await articleFor(tx, place.id, 'change')
  const text = await textFor(tx, article, place.locale)
  await refuseUnseen(tx, text, wish.revision)
  const version = await tx
    .selectFrom('article_versions')
    .select(['title', 'html', 'keywords', 'number'])
    .where('brand_id', '=', article.brand_id)
    .where('article_id', '=', article.id)
    .where('locale', '=', place.locale)
    .where('id', '=', wish.versionId)
    .executeTakeFirst()
  if (!version) throw notFound('version')
  const { number, ...words } = version
  await rewrite(tx, article, text, { ...words, translated_from_id: text.translated_from_id }, staffId)
  await record(tx, {
    type: 'article.restored',
    brandId: article.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: article.id, locale: place.locale, versionId: wish.versionId, number },
  })
}
