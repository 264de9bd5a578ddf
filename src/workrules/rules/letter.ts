import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { refuseUnfilled } from '#conversations/placeholders.ts'
import { fillingOf } from '#conversations/templates/filling.ts'
import { fill } from '#conversations/templates/placeholder-contract.ts'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

type Row = { brand: string; brandLocale: Locale; language: string | null }
type Texts = Record<Locale, string>
export type Letter = { name: string; text: string; locale: Locale }

/** A template as a letter to the customer. */
export async function letterFor(tx: Tx, conversation: Conversation, templateId: number): Promise<Letter> {
  const { rows } = await sql<Texts>`
    select text_en as en, text_ja as ja from templates
    where brand_id = ${conversation.brand_id} and id = ${templateId}`.execute(tx)
  const [texts] = rows
  if (!texts) throw notFound('template')
  return letterOf(tx, conversation, texts)
}

/**
 * A text as a letter to the customer, in the conversation's language, or where that text is empty in the other. It says that it is
 * automatic; a placeholder nobody can fill in stops it.
 */
export async function letterOf(tx: Tx, conversation: Conversation, texts: Texts): Promise<Letter> {
  const { rows } = await sql<Row>`
    select b.name as brand, b.locale as "brandLocale", c.language
    from brands b join customers c on c.brand_id = b.id and c.id = ${conversation.customer_id}
    where b.id = ${conversation.brand_id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('customer')
  const wanted = localeOf(conversation.language ?? row.language, row.brandLocale)
  const locale = texts[wanted].trim() === '' ? other(wanted) : wanted
  const text = fill(texts[locale].trim(), await fillingOf(tx, conversation, undefined), locale)
  refuseUnfilled(text)
  return { name: row.brand, locale, text: `${text.trim()}\n\n${m.rules_reply_is_automatic({}, { locale })}` }
}

const other = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja')

/** Who writes in a third language gets English. */
function localeOf(language: string | null, otherwise: Locale): Locale {
  if (language === null) return otherwise
  return language === 'ja' ? 'ja' : 'en'
}
