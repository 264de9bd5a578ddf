import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { refuseUnfilled } from '#conversations/placeholders.ts'
import {
  isPlaceholder,
  type Placeholder,
  placeholder,
} from '#conversations/vocabulary/placeholder-contract.ts'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

type Row = {
  textEn: string
  textJa: string
  brand: string
  brandLocale: Locale
  customer: string
  language: string | null
}

/**
 * A template as a letter to the customer, in the conversation's language, or where that text is empty in the other. It says that it is
 * automatic; a placeholder nobody can fill in stops it.
 */
export async function letterFor(
  tx: Tx,
  conversation: Conversation,
  templateId: number,
): Promise<{ name: string; text: string; locale: Locale }> {
  const { rows } = await sql<Row>`
    select t.text_en as "textEn", t.text_ja as "textJa", b.name as brand, b.locale as "brandLocale",
      c.name as customer, c.language
    from templates t join brands b on b.id = t.brand_id
      join customers c on c.brand_id = t.brand_id and c.id = ${conversation.customer_id}
    where t.brand_id = ${conversation.brand_id} and t.id = ${templateId}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('template')
  const wanted = localeOf(conversation.language ?? row.language, row.brandLocale)
  const locale = textIn(row, wanted) === '' ? other(wanted) : wanted
  const values: Partial<Record<Placeholder, string>> = {
    'customer.name': row.customer,
    'agent.name': row.brand,
    number: String(conversation.id),
    'order.number': conversation.order_number ?? '',
  }
  const text = textIn(row, locale).replaceAll(placeholder, (whole, name: string) =>
    isPlaceholder(name) ? values[name] || whole : whole,
  )
  refuseUnfilled(text)
  return { name: row.brand, locale, text: `${text.trim()}\n\n${m.rules_reply_is_automatic({}, { locale })}` }
}

const textIn = (row: Row, locale: Locale) => (locale === 'ja' ? row.textJa : row.textEn).trim()
const other = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja')

/** Who writes in a third language gets English. */
function localeOf(language: string | null, otherwise: Locale): Locale {
  if (language === null) return otherwise
  return language === 'ja' ? 'ja' : 'en'
}
