/** What the list of articles shows, as it stands in the address. */
export type ListSearch = {
  brand?: number
  tab?: 'reviews'
  category?: number | 'none'
  q?: string
  state?: 'draft' | 'in_review' | 'approved' | 'published'
  missing?: 'ja' | 'en'
  audience?: 'public' | 'staff'
  owner?: 'me' | 'none' | number
  stale?: true
  overdue?: true
  archived?: true
}

type Raw = Record<string, unknown>

export function readListSearch(raw: Raw): ListSearch {
  return defined({
    brand: number(raw['brand']),
    tab: oneOf(raw['tab'], ['reviews']),
    category: oneOf<'none'>(raw['category'], ['none']) ?? number(raw['category']),
    q: raw['q'] === undefined || raw['q'] === '' ? undefined : String(raw['q']).slice(0, 200),
    state: oneOf(raw['state'], ['draft', 'in_review', 'approved', 'published']),
    missing: oneOf(raw['missing'], ['ja', 'en']),
    audience: oneOf(raw['audience'], ['public', 'staff']),
    owner: oneOf<'me' | 'none'>(raw['owner'], ['me', 'none']) ?? number(raw['owner']),
    stale: raw['stale'] === true ? true : undefined,
    overdue: raw['overdue'] === true ? true : undefined,
    archived: raw['archived'] === true ? true : undefined,
  })
}

export const sides = ['about', 'review', 'versions'] as const
export type Side = (typeof sides)[number]

/** Which language of an article is meant, and what stands beside it. */
export type ArticleSearch = { locale?: 'ja' | 'en'; side?: Side }

export function readArticleSearch(raw: Raw): ArticleSearch {
  return defined({ locale: oneOf(raw['locale'], ['ja', 'en']), side: oneOf(raw['side'], sides) })
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((one) => one === value)
}

const number = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined

/** Without what is not there, so that addresses stay short. */
function defined<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
