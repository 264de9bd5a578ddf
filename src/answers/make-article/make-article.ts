import type { z } from 'zod'
import type { Conversation } from '#conversations/door.ts'
import { createArticle } from '#knowledge/create-article.ts'
import { saveText } from '#knowledge/save-text.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { makeArticle as making } from './contract.ts'
import { saidIn } from './conversation-texts.ts'
import type { PersonalKind } from './personal-patterns.ts'
import { type Part, personalParts } from './personal.ts'

/** Begins an article from what was said in a conversation, without what says who somebody is. Answers its id. */
export async function makeArticle(
  tx: Tx,
  conversation: Conversation,
  wish: z.output<(typeof making)['body']>,
  staffId: number,
): Promise<number> {
  const { said, known } = await saidIn(tx, conversation)
  const kept = new Set(wish.kept)
  const taken = new Set(wish.messageIds)
  const plain = (text: string) => withPlaceholders(personalParts(text, known, kept), wish.locale)
  const texts = said.filter(({ id }) => taken.has(id))
  const title = plain(wish.title).slice(0, 200)
  const id = await createArticle(
    tx,
    {
      brandId: conversation.brand_id,
      sourceLocale: wish.locale,
      title,
      audience: wish.audience,
      reasonIds: conversation.reason_id === null ? [] : [conversation.reason_id],
    },
    staffId,
  )
  const html = texts.map(({ text, isOurs }) => asHtml(plain(text), isOurs)).join('')
  await saveText(tx, { id, locale: wish.locale }, { revision: 1, title, html, keywords: [] }, staffId)
  await record(tx, {
    type: 'article.drawn_from_conversation',
    brandId: conversation.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: id, conversationId: conversation.id },
  })
  return id
}

/** What stands instead of what was taken out, so that its writer sees where something is missing. */
function withPlaceholders(parts: readonly Part[], locale: Locale): string {
  return parts.map(({ text, removed }) => (removed ? placeholder(removed, locale) : text)).join('')
}

function placeholder(kind: PersonalKind, locale: Locale): string {
  const words = {
    name: m.answers_personal_name,
    email: m.answers_personal_email,
    phone: m.answers_personal_phone,
    order: m.answers_personal_order,
    address: m.answers_personal_address,
    card: m.answers_personal_card,
    link: m.answers_personal_link,
    number: m.answers_personal_number,
  }[kind]({}, { locale })
  return locale === 'ja' ? `［${words}］` : `[${words}]`
}

/** An answer becomes paragraphs; a question stands as a quotation above it. */
function asHtml(text: string, isOurs: boolean): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(escaped).join('<br>')}</p>`)
    .join('')
  return isOurs ? paragraphs : `<blockquote>${paragraphs}</blockquote>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
