import type { Locale } from '#platform/locale.ts'
import type { BrandLibrary } from '../library.ts'
import type { PublishedArticle, PublishedCategory } from '../published.ts'

/** One article as readers of a language get it: in their language, or in the other one where that is all there is. */
export type Shown = PublishedArticle & { isFallback: boolean }

/** The help centre of a brand in one language. */
export type Site = {
  locale: Locale
  library: BrandLibrary
  /** In the order they stand. */
  articles: readonly Shown[]
  /** The first level, without what would be empty. */
  topics: readonly Topic[]
  find(articleId: number): Shown | undefined
  topic(categoryId: number | null): Topic | undefined
  /** Whether the article is there in the other language too. */
  isInBoth(articleId: number): boolean
}

export type Topic = {
  id: number
  name: string
  parent: Topic | undefined
  articles: Shown[]
  within: Topic[]
  /** Its own articles and those of the topics within it. */
  count: number
}

const made = new WeakMap<BrandLibrary, Map<Locale, Site>>()

/** Made once for what a library holds; another library, another site. */
export function siteOf(library: BrandLibrary, locale: Locale): Site {
  const sites = made.get(library) ?? new Map<Locale, Site>()
  made.set(library, sites)
  const known = sites.get(locale) ?? makeSite(library, locale)
  sites.set(locale, known)
  return known
}

function makeSite(library: BrandLibrary, locale: Locale): Site {
  const byId = new Map<number, PublishedArticle[]>()
  for (const article of library.articles)
    byId.set(article.articleId, [...(byId.get(article.articleId) ?? []), article])
  const shown = new Map<number, Shown>()
  for (const [id, texts] of byId) {
    const own = texts.find((one) => one.locale === locale)
    const text = own ?? texts[0]
    if (text) shown.set(id, { ...text, isFallback: !own })
  }
  const articles = [...shown.values()]
  const topics = topicsOf(library.categories, articles, locale)
  return {
    locale,
    library,
    articles,
    topics: [...topics.values()].filter((topic) => !topic.parent && topic.count > 0),
    find: (id) => shown.get(id),
    topic: (id) => {
      const topic = id === null ? undefined : topics.get(id)
      return topic && topic.count > 0 ? topic : undefined
    },
    isInBoth: (id) => (byId.get(id)?.length ?? 0) > 1,
  }
}

function topicsOf(
  categories: readonly PublishedCategory[],
  articles: readonly Shown[],
  locale: Locale,
): Map<number, Topic> {
  const topics = new Map<number, Topic>()
  // Those of the first level come before their own.
  for (const { id, parentId, nameEn, nameJa } of categories) {
    const parent = parentId === null ? undefined : topics.get(parentId)
    const own = articles.filter((one) => one.categoryId === id)
    const topic = {
      id,
      name: locale === 'ja' ? nameJa : nameEn,
      parent,
      articles: own,
      within: [],
      count: own.length,
    }
    topics.set(id, topic)
    if (parent && own.length > 0) {
      parent.within.push(topic)
      parent.count += own.length
    }
  }
  return topics
}

/** Every article of a topic, its own first. */
export const articlesWithin = (topic: Topic): Shown[] => [
  ...topic.articles,
  ...topic.within.flatMap((one) => one.articles),
]
