import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { isLocale, type Locale } from '#platform/locale.ts'
import type { Conversation } from './door.ts'

/** What may tell in which language somebody reads. A name is none of it: who is called 森 may read English alone. */
export type Evidence = {
  /** What they said, or staff wrote down. */
  preferred: Locale | null
  /** Their newest words that tell a language at all. */
  wrote: string | null
  /** The language of the page they wrote from. */
  page: string | null
  country: string | null
  phone: string | null
  email: string | null
  /** The brand's own. */
  brand: Locale
}
type Clue = 'preferred' | 'wrote' | 'page' | 'country' | 'phone' | 'address' | 'brand'
type Languages = {
  preferred: Locale | null
  /** The language to write in, and the one to write below it. */
  order: [Locale, Locale]
  because: Clue
  /** Nothing tells it, or what there is tells two things: an answer in both languages is understood either way. */
  isUnknown: boolean
}

// Endings that are bought for how they look; .com and the like say nothing either.
const anywhere = /\.(?:ai|cc|co|fm|gg|io|ly|me|sh|to|tv|ws|la)$/

/** In which language to write first. The strongest clue leads; whether one would do is another question. */
export function languagesBy(evidence: Evidence): Languages {
  const clues = cluesIn(evidence)
  const [because, locale] = clues[0] ?? (['brand', evidence.brand] as const)
  const heard = new Set(clues.map(([, one]) => one))
  // Who wrote in one language while nothing speaks against it can read it.
  const isClear = evidence.preferred !== null || (because === 'wrote' && heard.size === 1)
  return {
    preferred: evidence.preferred,
    order: locale === 'ja' ? ['ja', 'en'] : ['en', 'ja'],
    because,
    isUnknown: !isClear,
  }
}

function cluesIn({ preferred, wrote, page, country, phone, email }: Evidence): [Clue, Locale][] {
  const ending = /\.[a-z]{2}$/i.exec(email ?? '')?.[0].toLowerCase()
  const clues: [Clue, Locale | undefined][] = [
    ['preferred', preferred ?? undefined],
    // Who writes in a third language reads English sooner than Japanese.
    ['wrote', wrote === null || wrote === 'und' ? undefined : japaneseIf(wrote === 'ja')],
    ['page', page === null ? undefined : japaneseIf(/^ja\b/i.test(page))],
    ['country', country === null ? undefined : japaneseIf(country === 'JP')],
    ['phone', phone?.startsWith('+') ? japaneseIf(phone.startsWith('+81')) : undefined],
    ['address', ending === undefined || anywhere.test(ending) ? undefined : japaneseIf(ending === '.jp')],
  ]
  return clues.filter((clue): clue is [Clue, Locale] => clue[1] !== undefined)
}

const japaneseIf = (isJapanese: boolean): Locale => (isJapanese ? 'ja' : 'en')

/** The same for the customer of a conversation. */
export async function languagesFor(tx: Tx, conversation: Conversation): Promise<Languages> {
  const { rows } = await sql<Omit<Evidence, 'preferred'> & { preferred: string | null }>`
    select c.language as preferred, wrote.language as wrote, visitor.language as page, c.country,
      (select value from identities where brand_id = c.brand_id and customer_id = c.id and kind = 'phone'
        order by verified_at nulls last, id limit 1) as phone,
      (select value from identities where brand_id = c.brand_id and customer_id = c.id and kind = 'email'
        order by verified_at nulls last, id limit 1) as email,
      b.locale as brand
    from customers c join brands b on b.id = c.brand_id
    left join lateral (
      select language from messages where brand_id = c.brand_id and conversation_id = ${conversation.id}
        and direction = 'in' and kind = 'message' and language_confidence >= 0.5 order by id desc limit 1
    ) wrote on true
    left join lateral (
      select language from visitors where brand_id = c.brand_id and conversation_id = ${conversation.id}
        order by last_seen_at desc limit 1
    ) visitor on true
    where c.brand_id = ${conversation.brand_id} and c.id = ${conversation.customer_id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('customer')
  return languagesBy({ ...row, preferred: isLocale(row.preferred) ? row.preferred : null })
}
