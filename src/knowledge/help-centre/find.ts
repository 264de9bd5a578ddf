import { indexOf, isIndexed as isLibraryIndexed } from '../index-of-library.ts'
import { asked } from '../retrieval/asked.ts'
import type { TextIndex } from '../retrieval/text-index.ts'
import { likeliestPart } from '../retrieval/likeliest-part.ts'
import { partsOf, passagesFor } from '../retrieval/passages.ts'
import { rank } from '../retrieval/rank.ts'
import { otherLocale } from './addresses.ts'
import type { Shown, Site } from './site.ts'

export type Found = { article: Shown; snippet: { text: string; isHit: boolean }[] }

const longestSnippet = 150

/**
 * The articles that fit a question in either language, best first, each as readers of this site get it. The brand's synonyms count,
 * mistyped words are forgiven, and the last word of who is still typing may go on.
 */
export async function find(site: Site, question: string, most: number, isTyping = false): Promise<Found[]> {
  const { index } = await indexOf(site.library, site.locale)
  const known = answeredBy(index, (await indexOf(site.library, otherLocale(site.locale))).index)
  // Many ask for the same, in the same few words.
  const key = `${most} ${isTyping} ${question}`
  const found = known.get(key) ?? look(site, index, { question, most, isTyping })
  if (known.size >= mostAnswered) known.clear()
  known.set(key, found)
  found.catch(() => known.delete(key))
  return found
}

const mostAnswered = 500
type Answered = Map<string, Promise<Found[]>>
const answered = new WeakMap<TextIndex, WeakMap<TextIndex, Answered>>()

/** What was found in the one language's index and then the other's; other indexes, other answers. */
function answeredBy(one: TextIndex, other: TextIndex): Answered {
  const all = answered.get(one) ?? new WeakMap<TextIndex, Answered>()
  answered.set(one, all)
  const known: Answered = all.get(other) ?? new Map()
  all.set(other, known)
  return known
}

async function look(
  site: Site,
  index: TextIndex,
  { question, most, isTyping }: { question: string; most: number; isTyping: boolean },
): Promise<Found[]> {
  const wish = asked(index, question, { synonyms: site.library.synonyms, isTyping })
  const words = [...wish.pieces.words, ...wish.pieces.grams]
  const passageOf = passagesFor(index, question, longestSnippet)
  return (await ranked(site, question, most, isTyping)).map((article) => ({
    article,
    snippet: isTyping ? [] : partsOf(passageOf(likeliestPart(article.text, words))),
  }))
}

/** Whether a search answers at once; nobody waits for an index to read an article. */
export const isIndexed = ({ library }: Site): boolean =>
  isLibraryIndexed(library, 'ja') && isLibraryIndexed(library, 'en')

/** What stands near an article: what its title finds, then its neighbours. */
export async function relatedTo(site: Site, article: Shown): Promise<Shown[]> {
  const neighbours = site.topic(article.categoryId)?.articles ?? []
  const found = isIndexed(site) ? await ranked(site, article.title, 4) : []
  const near = [...found, ...neighbours]
  return [...new Set(near)].filter((one) => one.articleId !== article.articleId).slice(0, 3)
}

/** What is found in either language; an article counts by the language in which it fits best. */
async function ranked(site: Site, question: string, most: number, isTyping = false): Promise<Shown[]> {
  const best = new Map<Shown, number>()
  const looked = new Set<TextIndex>()
  for (const locale of [site.locale, otherLocale(site.locale)]) {
    const { index, articles } = await indexOf(site.library, locale)
    if (looked.has(index)) continue
    looked.add(index)
    const wish = asked(index, question, { synonyms: site.library.synonyms, isTyping })
    for (const { at, score } of rank(index, wish, most)) {
      const shown = site.find(articles[at]?.articleId ?? 0)
      if (shown) best.set(shown, Math.max(score, best.get(shown) ?? 0))
    }
  }
  return [...best]
    .sort(([, one], [, other]) => other - one)
    .map(([shown]) => shown)
    .slice(0, most)
}
