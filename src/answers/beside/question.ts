import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { settingsOf } from '#people/brands/brands.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { cutUp } from '#knowledge/retrieval/pieces.ts'
import { fold } from '#platform/search-text.ts'
import { isLittle } from '../little-words.ts'

/** What a conversation is about, in its customer's words. */
export type Question = {
  /** The customer's last question; thanks and the like are passed over. */
  text: string
  /** How it began: what reasons are told by. */
  beginning: string
  /** In which language articles go out to this customer. */
  locale: Locale
  /** What the customer is called, which says nothing of what they ask. */
  name: string
  brand: { id: number; slug: string; domain: string | null }
}

// Beyond this a mail tells a story; what it asks stands before.
const longest = 2_000
const lastLooked = 4
// A sentence that asks says at least one thing; one that only thanks seldom says three.
const fewestWords = 3
const isAsked = /[?？]|(?:です|ます|ません|でしょう|ました)か(?:[。\s]|$)|(?:ください|下さい|たいです)/u

/** Reads the customer's last question, how the conversation began, and in which language to answer. */
export async function questionOf(tx: Tx, conversation: Conversation): Promise<Question> {
  const { brand_id: brandId, id } = conversation
  const { rows } = await sql<{
    text: string
    name: string
    isFirst: boolean
    language: string | null
    brandLocale: string
    slug: string
    settings: unknown
  }>`/* kept */
    select said.text, customer.name, said."isFirst", customer.language, brand.locale as "brandLocale",
      brand.slug, brand.settings
    from conversations c
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    join brands brand on brand.id = c.brand_id
    left join lateral (
      (select left(text, ${longest}) as text, id, false as "isFirst" from messages
        where brand_id = c.brand_id and conversation_id = c.id and direction = 'in' and kind = 'message'
        order by id desc limit ${lastLooked})
      union all
      (select left(text, ${longest}) as text, id, true as "isFirst" from messages
        where brand_id = c.brand_id and conversation_id = c.id and direction = 'in' and kind = 'message'
        order by id limit 1)
    ) said on true
    where c.brand_id = ${brandId} and c.id = ${id}
    order by said."isFirst", said.id desc`.execute(tx)
  const last = rows.filter((row) => !row.isFirst && row.text !== null)
  const beginning = rows.find((row) => row.isFirst)?.text ?? ''
  const { name = '', language = null, brandLocale = 'ja', slug = '', settings = {} } = rows[0] ?? {}
  return {
    text: last.find((row) => asksSomething(row.text))?.text ?? `${conversation.subject}\n${beginning}`,
    beginning: `${conversation.subject}\n${beginning}`.trim(),
    locale: localeFor(conversation.language ?? language ?? brandLocale),
    name,
    brand: { id: brandId, slug, domain: settingsOf(settings).helpDomain },
  }
}

/** English is what most readers of neither language can use. */
export const localeFor = (language: string): Locale => (language === 'ja' ? 'ja' : 'en')

/** Whether a message asks something: thanks and greetings do not. */
export function asksSomething(text: string): boolean {
  const folded = fold(text.slice(0, longest))
  const said = new Set<string>()
  const take = (_: string, start: number, end: number) => {
    const word = folded.slice(start, end)
    if (!isLittle(word) && word.length > 1) said.add(word)
  }
  cutUp(folded, { word: take, kana: take })
  return said.size >= fewestWords || (said.size > 0 && isAsked.test(text))
}
