import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'

type Wish = {
  brandId: number
  quotes: number | null
  /** Of the conversation, and the customer's clock. */
  language: Locale
  timeZone: string
  /** How we name ourselves in mails. */
  own: string
}
type Quoted = { text: string; direction: string; authorName: string; from: string | null; at: Date }

const longest = 20_000

/** What an answer answers, to stand below it as mail programs write it, in the customer's language; nothing when it is gone. */
export async function quotationOf(tx: Tx, wish: Wish): Promise<{ text: string; html: string } | undefined> {
  if (wish.quotes === null) return undefined
  const quoted: Quoted | undefined = await tx
    .selectFrom('messages')
    .select(['text', 'direction', 'author_name as authorName', 'from_address as from', 'created_at as at'])
    .where('brand_id', '=', wish.brandId)
    .where('id', '=', wish.quotes)
    .where('delivery_state', 'is distinct from', 'cancelled')
    .executeTakeFirst()
  if (!quoted || quoted.text.trim() === '') return undefined
  const intro = m.email_quote_intro(
    { date: dateOf(quoted.at, wish), name: nameOf(quoted, wish) },
    { locale: wish.language },
  )
  const lines = quoted.text.trim().slice(0, longest).split(/\r?\n/)
  return { text: asText(intro, lines), html: asHtml(intro, lines) }
}

function nameOf(quoted: Quoted, { own, language }: Wish): string {
  if (quoted.direction === 'out') return own
  const name = quoted.authorName || (quoted.from ?? '')
  return language === 'ja' && quoted.authorName ? `${name} 様` : name
}

function dateOf(at: Date, { language, timeZone }: Wish): string {
  return at.toLocaleString(language === 'ja' ? 'ja-JP' : 'en-US', {
    timeZone,
    year: 'numeric',
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
}

function asText(intro: string, lines: string[]): string {
  return [intro, ...lines.map((line) => (line === '' ? '>' : `> ${line}`))].join('\n')
}

/** Named as mail programs name a quotation, so that they fold it; the customer's own pictures and styles are not sent back. */
function asHtml(intro: string, lines: string[]): string {
  const bar = 'margin:0 0 0 8px;padding-left:12px;border-left:1px solid #cccccc'
  return `<div class="gmail_quote"><p>${escaped(intro)}</p><blockquote type="cite" style="${bar}">${lines
    .map(escaped)
    .join('<br>')}</blockquote></div>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
