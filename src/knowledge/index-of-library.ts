import type { Locale } from '#platform/locale.ts'
import { startThread, type Thread } from '#platform/thread.ts'
import { otherLocale } from './help-centre/addresses.ts'
import { type Shown, siteOf } from './help-centre/site.ts'
import type { BrandLibrary } from './library.ts'
import { indexOf as indexOfTexts } from './retrieval/index-of.ts'
import type { IndexMade, IndexWanted } from './retrieval/index-thread.ts'
import type { TextIndex } from './retrieval/text-index.ts'
import { type PackedIndex, unpackIndex } from './retrieval/packed.ts'

/** An index over what readers of one language may read, each article once. `articles[at]` is what stands at the index's place `at`. */
export type LibraryIndex = { index: TextIndex; articles: readonly Shown[] }

// Some 60 ms of this thread. Beyond it a thread of its own is worth its start.
const mostHere = 50_000

type ByLocale<T> = Partial<Record<Locale, T>>
const made = new WeakMap<BrandLibrary, ByLocale<Promise<LibraryIndex>>>()
const outdated = new WeakMap<BrandLibrary, ByLocale<LibraryIndex>>()
/** By the line of a brand's libraries: the index made last, and whether one is being made. */
const lines = new WeakMap<object, ByLocale<{ last?: LibraryIndex; making?: Promise<LibraryIndex> }>>()

/**
 * The index of a brand's published public articles for readers of a language: in their language, else in the other one. While that of
 * many articles is being made in its thread, the one before answers, without what has been withdrawn since; what is new is found a
 * moment later.
 */
export function indexOf(library: BrandLibrary, locale: Locale): Promise<LibraryIndex> {
  const known = made.get(library)?.[locale]
  if (known) return known
  const { articles } = siteOf(library, locale)
  const line = lineOf(library, locale)
  const twin = made.get(library)?.[otherLocale(locale)]
  if (twin && isSame(articles, siteOf(library, otherLocale(locale)).articles))
    return remember(
      library,
      locale,
      twin.then(({ index }) => (line.last = { index, articles })),
    )
  if (lengthOf(articles) <= mostHere) {
    line.last = { index: indexOfTexts(articles), articles }
    return remember(library, locale, Promise.resolve(line.last))
  }
  const making = line.making ?? make(library, locale, line)
  return line.last ? Promise.resolve(withoutGone(library, locale, line.last)) : making
}

/** Whether `indexOf` answers without waiting; asked for a library that has none, one begins to be made. */
export function isIndexed(library: BrandLibrary, locale: Locale): boolean {
  const waiting = indexOf(library, locale)
  // Whoever needs it asks again and is told why it failed.
  waiting.catch(() => {})
  return lineOf(library, locale).making === undefined || lineOf(library, locale).last !== undefined
}

function make(
  library: BrandLibrary,
  locale: Locale,
  line: { last?: LibraryIndex; making?: Promise<LibraryIndex> },
): Promise<LibraryIndex> {
  const { articles } = siteOf(library, locale)
  const making = askThread(library.line, locale, articles)
    .then((packed) => {
      line.last = { index: unpackIndex(packed), articles }
      remember(library, locale, Promise.resolve(line.last))
      return line.last
    })
    .catch((error) => {
      // One that ran out of memory or was ended is not asked again.
      endThread(library.line)
      throw error
    })
    .finally(() => {
      delete line.making
    })
  line.making = making
  making.catch(() => {})
  return making
}

type Kept = { thread: Thread; end: NodeJS.Timeout }
const threads = new WeakMap<object, Kept>()
// Who publishes one article often publishes the next. What the thread knows takes as much memory as an index.
const keptForMs = 600_000

/** Has an index made by the brand's thread, which is told only those texts that it has not met. */
async function askThread(line: object, list: string, articles: readonly Shown[]): Promise<PackedIndex> {
  const { thread } = threadOf(line)
  const texts = articles.map(({ versionId }) => versionId)
  const ask = (fresh: IndexWanted['fresh']) => thread.ask<IndexMade>({ list, texts, fresh })
  const first = await ask(new Map())
  if ('packed' in first) return first.packed
  const unknown = new Set(first.unknown)
  const fresh = articles
    .filter(({ versionId }) => unknown.has(versionId))
    .map(({ versionId, title, keywords, text }) => [versionId, { title, keywords, text }] as const)
  const second = await ask(new Map(fresh))
  if ('packed' in second) return second.packed
  throw new Error('The thread has forgotten texts it was told')
}

function threadOf(line: object): Kept {
  const known = threads.get(line)
  clearTimeout(known?.end)
  const thread = known?.thread ?? startThread(new URL('./retrieval/index-thread.ts', import.meta.url))
  const end = setTimeout(() => endThread(line), keptForMs)
  end.unref()
  const kept = { thread, end }
  threads.set(line, kept)
  return kept
}

function endThread(line: object): void {
  const known = threads.get(line)
  threads.delete(line)
  clearTimeout(known?.end)
  void known?.thread.stop()
}

/** An earlier index with the articles as they are now: those that are not there any more are passed over. */
function withoutGone(library: BrandLibrary, locale: Locale, last: LibraryIndex): LibraryIndex {
  const known = outdated.get(library)?.[locale]
  if (known) return known
  const site = siteOf(library, locale)
  const gone = new Set<number>()
  const articles = last.articles.map((article, at) => {
    const now = site.find(article.articleId)
    if (!now) gone.add(at)
    return now ?? article
  })
  const found = { index: { ...last.index, gone }, articles }
  outdated.set(library, { ...outdated.get(library), [locale]: found })
  return found
}

function remember(
  library: BrandLibrary,
  locale: Locale,
  index: Promise<LibraryIndex>,
): Promise<LibraryIndex> {
  made.set(library, { ...made.get(library), [locale]: index })
  return index
}

function lineOf(library: BrandLibrary, locale: Locale) {
  const all = lines.get(library.line) ?? {}
  lines.set(library.line, all)
  all[locale] ??= {}
  return all[locale]
}

/** Where nothing is translated readers of both languages read the same texts, and one index serves both. */
const isSame = (one: readonly Shown[], other: readonly Shown[]) =>
  one.length === other.length && one.every(({ versionId }, at) => versionId === other[at]?.versionId)

function lengthOf(articles: readonly Shown[]): number {
  return articles.reduce((sum, { title, text }) => sum + title.length + text.length, 0)
}
