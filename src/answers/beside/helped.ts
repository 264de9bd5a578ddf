import { conversationFor } from '#conversations/door.ts'
import { articleFor } from '#knowledge/door.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

type Use = { conversationId: number; articleId: number; staffId: number }
export type Kind = 'link' | 'quote' | 'text' | 'helped'

/** Notes that an article was of use in a conversation, once for each way. */
export async function noteUse(tx: Tx, use: Use & { kind: Kind; locale: Locale }): Promise<void> {
  const conversation = await conversationFor(tx, use.conversationId, 'read')
  const article = await articleFor(tx, use.articleId, 'read')
  if (article.brand_id !== conversation.brand_id) throw notFound('article')
  const { numInsertedOrUpdatedRows: noted } = await tx
    .insertInto('article_uses')
    .values({
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      article_id: article.id,
      kind: use.kind,
      locale: use.locale,
      staff_id: use.staffId,
      reason_id: conversation.reason_id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!noted) return
  await record(tx, {
    // Not of the conversation: nothing in it has changed that somebody who answers must have seen.
    type: use.kind === 'helped' ? 'article.found_helpful' : 'article.inserted',
    brandId: conversation.brand_id,
    actor: { kind: 'staff', id: use.staffId },
    data: { articleId: article.id, conversationId: conversation.id, locale: use.locale, kind: use.kind },
  })
}

/** Takes back that an article helped. */
export async function unsayHelped(tx: Tx, use: Use): Promise<void> {
  const conversation = await conversationFor(tx, use.conversationId, 'read')
  const { numDeletedRows: gone } = await tx
    .deleteFrom('article_uses')
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('article_id', '=', use.articleId)
    .where('kind', '=', 'helped')
    .executeTakeFirst()
  if (!gone) return
  await record(tx, {
    type: 'article.found_unhelpful',
    brandId: conversation.brand_id,
    actor: { kind: 'staff', id: use.staffId },
    data: { articleId: use.articleId, conversationId: conversation.id },
  })
}
