import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { addresses, originOf } from '#knowledge/help-centre/addresses.ts'
import { likeliestPart } from '#knowledge/retrieval/likeliest-part.ts'
import type { Shown, Site } from '#knowledge/help-centre/site.ts'
import type { LibraryIndex } from '#knowledge/index-of-library.ts'
import type { TextIndex } from '#knowledge/retrieval/text-index.ts'
import { type Passage, partsOf, passageFor } from '#knowledge/retrieval/passages.ts'
import { rank } from '#knowledge/retrieval/rank.ts'
import type { SuggestedArticle } from './contract.ts'
import { heldWords, type Telling, tellingWords, wanted } from './telling.ts'

/** Where articles are looked for, and for whom. */
export type Shelf = LibraryIndex & {
  /** What readers get now: the index may be of a moment before, when something else was still published. */
  site: Site
  brand: { id: number; slug: string; domain: string | null }
  synonyms: readonly (readonly string[])[]
  publicUrl: string
}

export type Asking = { conversationId: number; text: string; name: string; reasonId: number | null }

// So many are found by words; what they are for and how often they helped then decides which are shown.
const looked = 12
// One with less than this share of the best is there for some little word.
const leastShare = 0.5
const forReason = 1.25
const helpedMost = 1.5
const longestPassage = 180
const mostWords = 16
// What answers stands in the first pages.
const longestText = 20_000

type Help = { articleId: number; all: number; forReason: number; here: boolean }

/** The articles that fit what was asked best; those that helped with the same reason come sooner. */
export async function suggestArticles(
  tx: Tx,
  shelf: Shelf,
  asking: Asking,
  most: number,
): Promise<SuggestedArticle[]> {
  const { index, articles, synonyms, site } = shelf
  const words = tellingWords(index, asking.text, asking.name)
  const ranked = rank(index, wanted(index, asking.text, synonyms), looked)
  const best = ranked[0]?.score ?? 0
  const found = ranked.flatMap(({ at, score }) => {
    const article = site.find(articles[at]?.articleId ?? 0)
    const held = heldWords(index, words, at)
    // With no telling word in common it is only more of the same little words.
    return article && score >= best * leastShare && held.length > 0 ? [{ article, held, score }] : []
  })
  const forIt = asking.reasonId === null ? [] : ofReason(site.articles, asking.reasonId)
  const others = forIt
    .filter((article) => !found.some((one) => one.article === article))
    .map((article) => ({ article, held: [], score: best * leastShare * 0.9 }))
  const all = [...found, ...others]
  const helps = await helpsOf(
    tx,
    shelf.brand.id,
    asking,
    all.map(({ article }) => article.articleId),
  )
  return all
    .map((one) => ({ ...one, help: helps.get(one.article.articleId) }))
    .map((one) => ({ ...one, score: one.score * weightOf(one.article, one.help, asking.reasonId) }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ article, held, help }) => ({
      articleId: article.articleId,
      locale: article.locale,
      isFallback: article.isFallback,
      title: article.title,
      url: urlOf(shelf, article),
      passage: partsOf(passageOf(index, article, words)),
      why: {
        words: held.slice(0, 4).map(({ word }) => word),
        isForReason: asking.reasonId !== null && article.reasonIds.includes(asking.reasonId),
        helped: help?.all ?? 0,
      },
      hasHelped: help?.here ?? false,
    }))
}

/** What of an article answers, by the question's telling words: shown beside the conversation, and quoted word for word. */
export function passageOf(
  index: TextIndex,
  { text }: Pick<Shown, 'text'>,
  words: readonly Telling[],
): Passage {
  const said = words.slice(0, mostWords).map(({ word }) => word)
  return passageFor(index, likeliestPart(text.slice(0, longestText), said), said.join(' '), longestPassage)
}

/** Where customers read an article. */
export function urlOf(
  { brand, publicUrl }: Pick<Shelf, 'brand' | 'publicUrl'>,
  article: Pick<Shown, 'locale' | 'articleId'>,
): string {
  return `${originOf(brand, publicUrl)}${addresses(brand, article.locale).article(article.articleId)}`
}

/** Help with the same reason tells more than help with anything, and the tenth time tells little more than the ninth. */
function weightOf(article: Shown, help: Help | undefined, reasonId: number | null): number {
  const isFor = reasonId !== null && article.reasonIds.includes(reasonId)
  const times = (help?.forReason ?? 0) + (help?.all ?? 0) / 4
  return (isFor ? forReason : 1) * Math.min(helpedMost, 1 + 0.1 * Math.log2(1 + times))
}

const ofReason = (articles: readonly Shown[], reasonId: number) =>
  articles
    .filter((one) => one.reasonIds.includes(reasonId))
    .toSorted((one, other) => other.helped - one.helped)
    .slice(0, 2)

async function helpsOf(tx: Tx, brandId: number, asking: Asking, ids: number[]): Promise<Map<number, Help>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Help>`/* kept */
    select a.id as "articleId", a.helped as "all",
      (select count(*)::int from article_uses u where u.brand_id = a.brand_id and u.article_id = a.id and u.kind = 'helped'
        and u.reason_id = ${asking.reasonId}::bigint) as "forReason",
      exists (select from article_uses u where u.brand_id = a.brand_id and u.conversation_id = ${asking.conversationId}
        and u.article_id = a.id and u.kind = 'helped') as here
    from articles a where a.brand_id = ${brandId} and a.id = any (${ids}::bigint[])`.execute(tx)
  return new Map(rows.map((row) => [row.articleId, row]))
}
