import { indexOf } from '#knowledge/index-of-library.ts'
import { articlesWithin, type Shown, type Site, siteOf } from '#knowledge/help-centre/site.ts'
import type { BrandLibrary } from '#knowledge/library.ts'
import { type Passage, passageFor } from '#knowledge/retrieval/passages.ts'
import type { Locale } from '#platform/locale.ts'
import { type Certainty, type Curve, type Decision, decide } from '../decide.ts'
import type { Meaning } from '../embeddings/meaning.ts'

/** What the bot may quote to one customer: published, public, and for where they live. */
export type Shelf = {
  site: Site
  decide(
    question: string,
    how: { certainty: Certainty; curve: Curve | undefined; without: readonly number[] },
  ): Promise<Decision>
  /** The article at a place of the decision's ranking. */
  at(place: number): Shown | undefined
  /** As readers get it now; undefined when it has been withdrawn or is not for them. */
  find(articleId: number): Shown | undefined
  topics(chosen: readonly number[], most: number): { id: number; name: string }[]
  /** What is most asked of a topic. */
  within(topicId: number, most: number): Shown[]
  passage(article: Shown, question: string): string
}

const longestPassage = 260
const leastPassage = 60
// Cutting into sentences takes time; what answers stands in the first pages.
const longestText = 6_000
const ranked = 10

export async function shelfFor(
  library: BrandLibrary,
  locale: Locale,
  country: string | null,
  meaning?: Meaning,
): Promise<Shelf> {
  const site = siteOf(library, locale)
  const { index, articles } = await indexOf(library, locale)
  const isFor = ({ countries }: Shown) =>
    country === null || countries.length === 0 || countries.includes(country)
  const find = (articleId: number) => {
    const found = site.find(articleId)
    return found && isFor(found) ? found : undefined
  }
  // The index may be older than the library: what was withdrawn or written anew since is not quoted from it.
  const at = (place: number) => {
    const article = articles[place]
    const now = article && find(article.articleId)
    return now?.versionId === article?.versionId ? now : undefined
  }
  const within = (topicId: number, most: number) => {
    const topic = site.topic(topicId)
    const own = topic ? articlesWithin(topic).filter(isFor) : []
    return own.toSorted((one, other) => other.helped - one.helped).slice(0, most)
  }
  return {
    site,
    at,
    find,
    within,
    async decide(question, { certainty, curve, without }) {
      const isShown = (place: number) => {
        const article = at(place)
        return article !== undefined && !without.includes(article.articleId)
      }
      const { synonyms } = library
      const decision = decide(index, question, {
        most: ranked,
        synonyms,
        certainty,
        isShown,
        ...(curve ? { curve } : {}),
      })
      return meaning
        ? meaning.weigh(question, decision, { library, articles, isShown, most: ranked })
        : decision
    },
    topics(chosen, most) {
      const all = site.topics.filter((topic) => within(topic.id, 1).length > 0)
      const wanted = chosen.flatMap((id) => all.find((topic) => topic.id === id) ?? [])
      return (wanted.length > 0 ? wanted : all).slice(0, most).map(({ id, name }) => ({ id, name }))
    },
    passage(article, question) {
      const text = article.text.slice(0, longestText)
      return widened(text, passageFor(index, text, (question || article.title).slice(0, 500), longestPassage))
    },
  }
}

/** A cell of a table or a heading says nothing by itself: the lines after it come along, and where there are none those before it. */
function widened(text: string, { start, end }: Passage): string {
  let [from, to] = [start, end]
  while (to - from < leastPassage && to < text.length) {
    const next = text.indexOf('\n', to + 1)
    const wider = next === -1 ? text.length : next
    if (wider - from > longestPassage) break
    to = wider
  }
  while (to - from < leastPassage && from > 0) {
    const wider = text.lastIndexOf('\n', from - 2) + 1
    if (to - wider > longestPassage) break
    from = wider
  }
  return text.slice(from, to).trim()
}
