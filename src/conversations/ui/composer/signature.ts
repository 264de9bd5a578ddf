import type { Me } from '#people/contract.ts'
import type { ConversationPage } from '../../contract.ts'

/** The writer's signature in the conversation's language; chat has none. */
export function signatureOf(me: Me | undefined, conversation: ConversationPage): string | undefined {
  if (!me || (conversation.channel !== 'email' && conversation.channel !== 'form')) return undefined
  const { ja, en } = me.signature
  const text = conversation.language === 'ja' ? ja || en : en || ja
  return text.trim() === '' ? undefined : text.trim()
}

/** The signature below a first mail, in the language it is written in. */
export function signatureFor(me: Me | undefined, text: string): string | undefined {
  if (!me) return undefined
  const { ja, en } = me.signature
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)
  return (isJapanese ? ja || en : en || ja).trim() || undefined
}

export function withSignature(html: string, signature: string | undefined): string {
  return signature === undefined ? html : `${html}${textAsHtml(`-- \n${signature}`)}`
}

/** A message that was taken back carries its signature, which is put below again when it is sent. */
export function withoutSignature(html: string, signature: string | undefined): string {
  if (signature === undefined) return html
  const same = html.replaceAll(/<br\s*\/>/g, '<br>')
  const end = textAsHtml(`-- \n${signature}`)
  return same.endsWith(end) ? same.slice(0, -end.length) : html
}

/** Plain text as the editor understands it. */
export function textAsHtml(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return safe
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
