import type { Me } from '#people/contract.ts'
import type { ConversationPage } from '../../contract.ts'

/** The writer's signature in the conversation's language; chat has none. */
export function signatureOf(me: Me | undefined, conversation: ConversationPage): string | undefined {
  if (!me || (conversation.channel !== 'email' && conversation.channel !== 'form')) return undefined
  const { ja, en } = me.signature
  const text = conversation.language === 'ja' ? ja || en : en || ja
  return text.trim() === '' ? undefined : text.trim()
}

export function withSignature(html: string, signature: string | undefined): string {
  return signature === undefined ? html : `${html}${textAsHtml(`-- \n${signature}`)}`
}

/** Plain text as the editor understands it. */
export function textAsHtml(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return safe
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
