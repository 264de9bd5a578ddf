import { type Database, inBrands } from '#platform/database.ts'
import type { Live } from '#platform/live.ts'
import {
  categoriesOf,
  type PublishedArticle,
  type PublishedCategory,
  publishedArticles,
  synonymsOf,
} from './published.ts'

/**
 * What readers of one brand may see at one moment. Never changed: when something is published or withdrawn there is a new one, so
 * whatever is made from it (indexes, pages) may be kept in a WeakMap by it.
 */
export type BrandLibrary = {
  brandId: number
  /** For customers, in the order they stand, both languages. */
  articles: readonly PublishedArticle[]
  /** For staff alone. */
  manuals: readonly PublishedArticle[]
  categories: readonly PublishedCategory[]
  synonyms: readonly (readonly string[])[]
  /** The same for all libraries of a brand in this process, one after the other: what was made from an earlier one may be kept by it. */
  line: object
}

/** What this process holds in memory of each brand. */
export type Library = { of(brandId: number): Promise<BrandLibrary>; stop(): void }

// Both ways: a notice is lost while a process has no connection to hear it by, and then the event comes.
const changesWhatIsRead =
  /^(article\.(published|withdrawn|changed|moved|archived|helped)|category\.|synonyms\.)/

/**
 * A brand's part is thrown away when a change of it is committed anywhere, and read again when it is asked for. The database tells of it
 * with the commit (migration 0046), and the event says so once more.
 */
export function openLibrary(db: Database, live: Pick<Live, 'onEvent' | 'onTold'>): Library {
  const held = new Map<number, Promise<BrandLibrary>>()
  const lines = new Map<number, object>()
  const stops = [
    live.onTold((topic, body) => {
      if (topic === 'library') held.delete(Number((body as { brandId: number }).brandId))
    }),
    live.onEvent(({ type, brandId }) => {
      if (changesWhatIsRead.test(type)) held.delete(brandId)
    }),
  ]
  return {
    stop: () => stops.forEach((stop) => stop()),
    of(brandId) {
      const known = held.get(brandId)
      if (known) return known
      const line = lines.get(brandId) ?? {}
      lines.set(brandId, line)
      const read = readLibrary(db, brandId, line)
      held.set(brandId, read)
      // What could not be read is asked for again by the next one.
      read.catch(() => held.get(brandId) === read && held.delete(brandId))
      return read
    },
  }
}

function readLibrary(db: Database, brandId: number, line: object): Promise<BrandLibrary> {
  return inBrands(
    db,
    [brandId],
    async (tx) => {
      const all = await publishedArticles(tx, brandId)
      return {
        brandId,
        articles: all.filter((one) => one.audience === 'public'),
        manuals: all.filter((one) => one.audience === 'staff'),
        categories: await categoriesOf(tx, brandId),
        synonyms: await synonymsOf(tx, brandId),
        line,
      }
    },
    { isReading: true },
  )
}
