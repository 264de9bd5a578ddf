import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Conversation } from '../door.ts'
import type { Value } from './placeholder-contract.ts'

export type Values = Record<string, Value>
type Say = (inputs: Record<string, never>, options: { locale: Locale }) => string

/** The same in both languages. */
export const only = (text: string): Value => ({ kind: 'text', en: text, ja: text })
/** A text of ours in each. */
export const both = (say: Say): Value => ({
  kind: 'text',
  en: say({}, { locale: 'en' }),
  ja: say({}, { locale: 'ja' }),
})
/** Nothing where nothing is known. */
export function said(name: string, text: string | null): Values {
  return text === null || text.trim() === '' ? {} : { [name]: only(text.trim()) }
}

/** The promise that is due first here. One that is only being made is known to its writer alone. */
export async function promiseValues(
  tx: Tx,
  conversation: Conversation,
  clock: { timeZone: string; isTheirs: boolean },
): Promise<Values> {
  const { rows } = await sql<{ what: string; dueAt: Date }>`
    select what, due_at as "dueAt" from promises
    where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and state = 'open'
    order by due_at, id limit 1`.execute(tx)
  const [promise] = rows
  if (!promise) return {}
  return {
    ...said('promise.what', promise.what),
    'promise.by': { kind: 'time', at: promise.dueAt.toISOString(), zone: zoneWords(clock, promise.dueAt) },
  }
}

/** Whose clock is meant: the customer's own, or by name where only the brand's is known. */
function zoneWords({ timeZone, isTheirs }: { timeZone: string; isTheirs: boolean }, at: Date) {
  const name = (locale: Locale) => {
    if (isTheirs) return m.templates_your_time({}, { locale })
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at)
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
  }
  return { en: name('en'), ja: name('ja') }
}

type Site = { slug: string; domain: string | null }

/** Addresses of the brand's pages, each in the language of the text it stands in. */
export async function linkValues(tx: Tx, brandId: number, site: Site): Promise<Values> {
  const origin = site.domain ? `https://${site.domain}` : tx.publicUrl
  const link = (path: (locale: Locale) => string): Value => ({
    kind: 'text',
    en: origin + path('en'),
    ja: origin + path('ja'),
  })
  const help = (locale: Locale) => `/help/${site.slug}/${locale}`
  const articles = await linkedArticles(tx, brandId)
  return {
    'link.help': link(help),
    'link.mine': link((locale) => `${help(locale)}/mine`),
    'link.contact': link((locale) => `/form/${site.slug}?lang=${locale}`),
    ...Object.fromEntries(
      articles.map((id) => [`link.article.${id}`, link((locale) => `${help(locale)}/articles/${id}`)]),
    ),
  }
}

/** The articles that templates of the brand lead to, as far as customers can read them: no letter names a page that is not there. */
async function linkedArticles(tx: Tx, brandId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct a.id from templates t
    cross join lateral regexp_matches(t.text_en || t.text_ja, '\\{\\{\\s*link\\.article\\.(\\d{1,15})', 'g') as named
    join articles a on a.brand_id = t.brand_id and a.id = named[1]::bigint and a.audience = 'public'
    where t.brand_id = ${brandId} and exists (
      select from article_texts text where text.brand_id = a.brand_id and text.article_id = a.id
        and text.published_version_id is not null)`.execute(tx)
  return rows.map((row) => row.id)
}
