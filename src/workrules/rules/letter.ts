import { sql } from 'kysely'
import { otherLocale, textInBoth } from '#conversations/both-languages.ts'
import type { Conversation } from '#conversations/door.ts'
import { languagesFor } from '#conversations/which-language.ts'
import { refuseUnfilled } from '#conversations/placeholders.ts'
import { fillingOf } from '#conversations/templates/filling.ts'
import { fill } from '#conversations/templates/placeholder-contract.ts'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { letterLocale, type Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

type Row = { brand: string; brandLocale: Locale; language: string | null }
type Texts = Record<Locale, string>
export type Letter = { name: string; text: string; locale: Locale; isInBoth: boolean }

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
 * A text as a letter to the customer, in the conversation's language, or where that text is empty in the other; in both where nothing tells
 * which one they read. What can be chosen stands below it, with how to choose; last it says that it is automatic. A placeholder nobody can
 * fill in stops it.
 */
export async function letterOf(
  tx: Tx,
  conversation: Conversation,
  texts: Texts,
  choices: readonly Texts[] = [],
): Promise<Letter> {
  const { rows } = await sql<Row>`
    select b.name as brand, b.locale as "brandLocale", c.language
    from brands b join customers c on c.brand_id = b.id and c.id = ${conversation.customer_id}
    where b.id = ${conversation.brand_id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('customer')
  const filling = await fillingOf(tx, conversation, undefined)
  const letterIn = (locale: Locale) => {
    const text = fill(texts[locale].trim(), filling, locale)
    refuseUnfilled(text)
    return [text.trim(), ...offered(choices, locale), ...automatic(conversation, locale)].join('\n\n')
  }
  const languages = await languagesFor(tx, conversation)
  const [first, second] = languages.order
  if (languages.isUnknown && texts.en.trim() !== '' && texts.ja.trim() !== '') {
    const text = textInBoth(letterIn(first), letterIn(second))
    return { name: row.brand, locale: first, text, isInBoth: true }
  }
  const wanted = letterLocale(conversation.language ?? row.language, row.brandLocale)
  const locale = texts[wanted].trim() === '' ? otherLocale(wanted) : wanted
  return { name: row.brand, locale, text: letterIn(locale), isInBoth: false }
}

const offered = (choices: readonly Texts[], locale: Locale): string[] =>
  choices.length === 0
    ? []
    : [
        choices.map((one, at) => `${at + 1}. ${one[locale] || one.en}`).join('\n'),
        m.rules_reply_by_number({}, { locale }),
      ]

/** In the chat it stands above each message by whom it was said. */
const automatic = ({ channel }: Conversation, locale: Locale): string[] =>
  channel === 'chat' ? [] : [m.rules_reply_is_automatic({}, { locale })]
