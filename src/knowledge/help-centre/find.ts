import { fold } from '#platform/search-text.ts'
import type { BrandLibrary } from '../library.ts'
import { type Asked, asked } from '../retrieval/asked.ts'
import { indexOf, type TextIndex } from '../retrieval/index-of.ts'
import { partsOf, passageFor } from '../retrieval/passages.ts'
import { rank } from '../retrieval/rank.ts'
import type { Shown, Site } from './site.ts'

export type Found = { article: Shown; snippet: { text: string; isHit: boolean }[] }

const longestSnippet = 150
// Cutting text into words is what a search page takes its time for, so only the likeliest part of a long article is looked into.
const part = 400

const indexes = new WeakMap<BrandLibrary, TextIndex>()

function indexFor(library: BrandLibrary): TextIndex {
  const known = indexes.get(library) ?? indexOf(library.articles)
  indexes.set(library, known)
  return known
}

/**
 * The articles that fit a question in either language, best first, each as readers of this site get it. The brand's synonyms count,
 * mistyped words are forgiven, and the last word of who is still typing may go on.
 */
export function find(site: Site, question: string, most: number, isTyping = false): Found[] {
  const index = indexFor(site.library)
  const wish = asked(index, question, { synonyms: site.library.synonyms, isTyping })
  const words = [...wish.pieces.words, ...wish.pieces.grams]
  return ranked(site, wish, most).map((article) => ({
    article,
    snippet: isTyping
      ? []
      : partsOf(passageFor(index, likeliestPart(article.text, words), question, longestSnippet)),
  }))
}

/** The part of a text in which most of the words stand, from the beginning of a sentence; the first of equals. */
function likeliestPart(text: string, words: readonly string[]): string {
  let best = { at: 0, holds: 0 }
  for (let at = 0; at < text.length && text.length > part; at += part / 2) {
    const folded = fold(text.slice(at, at + part))
    const holds = words.filter((word) => folded.includes(word)).length
    if (holds > best.holds) best = { at, holds }
  }
  const found = text.slice(best.at, best.at + part)
  const begins = best.at === 0 ? 0 : found.search(/[。！？\n]|[.!?]\s/) + 1
  return found.slice(begins < part / 2 ? begins : 0)
}

/** What stands near an article: what its title finds, then its neighbours. */
export function relatedTo(site: Site, article: Shown): Shown[] {
  const neighbours = site.topic(article.categoryId)?.articles ?? []
  const near = [...ranked(site, article.title, 4), ...neighbours]
  return [...new Set(near)].filter((one) => one.articleId !== article.articleId).slice(0, 3)
}

function ranked(site: Site, question: string | Asked, most: number): Shown[] {
  const found = rank(indexFor(site.library), question, most * 2)
  const articles = found.flatMap(({ at }) => {
    const one = site.library.articles[at]
    return one ? (site.find(one.articleId) ?? []) : []
  })
  return [...new Set(articles)].slice(0, most)
}
