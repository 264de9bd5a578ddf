import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAsk, useAskPages } from '#agent/ask.ts'
import { useMe } from '#agent/me.ts'
import type { ListSearch } from './searches.ts'
import { type Category, categoryName } from './words.ts'

/** What the list shows, how it is changed, and the brand it is about. */
export function useListSearch() {
  const search = useSearch({ strict: false }) as ListSearch
  const go = useNavigate()
  const me = useMe()
  const brand = me?.brands.find((one) => one.id === search.brand) ?? me?.brands[0]
  const show = (next: ListSearch) => void go({ to: '/knowledge', search: next, replace: true })
  const change: Change = (some) => show(cleaned({ ...search, ...some }))
  return { search, show, brand, change }
}

/** Changes some of what the list shows; what is undefined is shown no more. */
export type Change = (some: { [K in keyof ListSearch]?: ListSearch[K] | undefined }) => void

export const filterKeys = ['state', 'missing', 'stale', 'audience', 'owner', 'overdue', 'archived'] as const

function cleaned(search: Parameters<Change>[0]): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as ListSearch
}

export function useArticleList(search: ListSearch, brandId: number) {
  const { category, q, state, missing, audience, owner, stale, overdue, archived } = search
  return useAskPages(
    'GET /api/articles',
    {
      query: {
        brandId,
        ...(category ? { categoryId: category } : {}),
        ...(q ? { q } : {}),
        ...(state ? { state } : {}),
        ...(missing ? { missing } : {}),
        ...(audience ? { audience } : {}),
        ...(owner ? { owner } : {}),
        ...(stale ? { isStale: '1' as const } : {}),
        ...(overdue ? { isOverdue: '1' as const } : {}),
        ...(archived ? { isArchived: '1' as const } : {}),
      },
    },
    { limit: 100, enabled: brandId > 0 },
  )
}

export function useCategories(brandId: number) {
  return useAsk(
    'GET /api/article-categories',
    { query: { brandId } },
    { staleTime: 60_000, enabled: brandId > 0 },
  )
}

/** A category with the one it stands in: "Shipping / Abroad". */
export function wayOf(categories: readonly Category[], id: number | null): string | undefined {
  const found = categories.find((one) => one.id === id)
  const parent = categories.find((one) => one.id === found?.parentId)
  return found && [parent, found].flatMap((one) => (one ? categoryName(one) : [])).join(' / ')
}
