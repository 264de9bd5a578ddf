import { convert, type HtmlToTextOptions } from 'html-to-text'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import { cleanHtml } from './clean-html.ts'
import type { Conversation } from './door.ts'

const asText: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    // An address that is written out need not stand there twice, and a picture goes along as a file.
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'skip' },
  ],
}

/** Good plain text beside good HTML: what the editor made is cleaned, and its text is what is searched and read first. */
export function contentOf(wish: { text?: string | undefined; html?: string | undefined }): {
  text: string
  html: string | null
} {
  if (wish.html === undefined) return { text: wish.text ?? '', html: null }
  const html = cleanHtml(wish.html)
  return { html, text: wish.text ?? convert(html, asText) }
}

/** A message must say something, or at least carry a file. */
export function refuseEmpty(text: string, attachmentIds: readonly number[], field = 'text'): void {
  if (text.trim() !== '' || attachmentIds.length > 0) return
  throw invalid(field, 'empty_reply', (locale) => m.conversations_empty_reply({}, { locale }))
}

/** Files uploaded for this conversation, or before it was begun, become the message's; those of others are not there. */
export async function adoptAttachments(
  tx: Tx,
  conversation: Conversation,
  messageId: number,
  staffId: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const adopted = await tx
    .updateTable('attachments')
    .set({ message_id: messageId, conversation_id: conversation.id })
    .where('brand_id', '=', conversation.brand_id)
    .where((where) =>
      where.or([where('conversation_id', '=', conversation.id), where('conversation_id', 'is', null)]),
    )
    .where('id', 'in', [...ids])
    .where('message_id', 'is', null)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (Number(adopted.numUpdatedRows) !== new Set(ids).size) {
    throw invalid('attachmentIds', 'attachment_unknown', (locale) =>
      m.conversations_attachment_unknown({}, { locale }),
    )
  }
}
