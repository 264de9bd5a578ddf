import type { Locale } from '#platform/locale.ts'
import { type Shown, siteOf } from './help-centre/site.ts'
import type { BrandLibrary } from './library.ts'
import { indexOf as indexOfTexts, type TextIndex } from './retrieval/index-of.ts'

/** An index over what readers of one language may read, each article once. `articles[at]` is what stands at the index's place `at`. */
export type LibraryIndex = { index: TextIndex; articles: readonly Shown[] }

const made = new WeakMap<BrandLibrary, Map<Locale, Promise<LibraryIndex>>>()

/** The index of a brand's published public articles for readers of a language: in their language, else in the other one. */
export function indexOf(library: BrandLibrary, locale: Locale): Promise<LibraryIndex> {
  const indexes = made.get(library) ?? new Map<Locale, Promise<LibraryIndex>>()
  made.set(library, indexes)
  const known = indexes.get(locale) ?? build(library, locale)
  indexes.set(locale, known)
  return known
}

async function build(library: BrandLibrary, locale: Locale): Promise<LibraryIndex> {
  const { articles } = siteOf(library, locale)
  return { index: indexOfTexts(articles), articles }
}
