import { Link } from '@tanstack/react-router'
import { Button } from '#agent/kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { ArticleRow } from './article-row.tsx'
import type { ListSearch } from './searches.ts'
import { filterKeys, useArticleList, useCategories, wayOf } from './use-article-list.ts'
import { useArticleListKeys } from './use-article-list-keys.ts'
import { type ArticleItem, localeName } from './words.ts'

type ListProps = {
  search: ListSearch
  brandId: number
  mayWrite: boolean
  onNew: () => void
  onAll: () => void
}

/** The articles in the order readers meet them, each category under its name. */
export function ArticleList({ search, brandId, mayWrite, onNew, onAll }: ListProps) {
  const pages = useArticleList(search, brandId)
  const categories = useCategories(brandId).data?.items ?? []
  const isNarrowed = search.q !== undefined || filterKeys.some((key) => search[key] !== undefined)
  const move = useArticleListKeys(pages.items, { isOff: !mayWrite || isNarrowed })
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton className="m-6 h-40" />
  if (pages.items.length === 0) return <Nothing {...{ isNarrowed, search, mayWrite, onNew, onAll }} />
  return (
    <div className="px-6 pt-1 pb-10 max-phone:px-4">
      <div
        aria-hidden
        className="grid grid-cols-(--columns) gap-3 py-1.5 text-[11px] text-ink3 [--columns:minmax(0,1fr)_176px_176px_104px] max-desk:[--columns:minmax(0,1fr)_148px_148px] max-phone:hidden"
      >
        <span />
        <span>{localeName('ja')}</span>
        <span>{localeName('en')}</span>
        <span className="max-desk:hidden">{m.knowledge_owner()}</span>
      </div>
      {shelvesOf(pages.items).map(([first, ...others]) => (
        <section
          key={first.categoryId ?? 'none'}
          aria-labelledby={`shelf-${first.categoryId}`}
          className="pt-3"
        >
          <h2 id={`shelf-${first.categoryId}`} className="py-1 text-small text-ink2">
            {wayOf(categories, first.categoryId) ?? m.knowledge_category_none()}
          </h2>
          <ul>
            {[first, ...others].map((article) => (
              <ArticleRow
                key={article.id}
                article={article}
                onDropBefore={mayWrite && !isNarrowed ? (id) => move(id, article) : undefined}
              />
            ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button className="my-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </div>
  )
}

/** Articles that stand one after the other in the same category. */
function shelvesOf(items: readonly ArticleItem[]): [ArticleItem, ...ArticleItem[]][] {
  const shelves: [ArticleItem, ...ArticleItem[]][] = []
  for (const item of items) {
    const last = shelves.at(-1)
    if (last?.[0].categoryId === item.categoryId) last.push(item)
    else shelves.push([item])
  }
  return shelves
}

type NothingProps = Omit<ListProps, 'brandId'> & { isNarrowed: boolean }

/** Nothing here, and what to do next. */
function Nothing({ isNarrowed, search, mayWrite, onNew, onAll }: NothingProps) {
  const role = useMe()?.role
  if (isNarrowed)
    return (
      <EmptyState title={m.knowledge_none_found()}>
        <p>{m.knowledge_none_found_about()}</p>
        <p className="mt-4">
          <Button onClick={onAll}>{m.knowledge_category_all()}</Button>
        </p>
      </EmptyState>
    )
  const isAll = search.category === undefined
  return (
    <EmptyState title={isAll ? m.knowledge_none_yet() : m.knowledge_none_here()}>
      <p>{isAll ? m.knowledge_none_yet_about() : m.knowledge_none_here_about()}</p>
      {mayWrite && (
        <p className="mt-4 flex justify-center gap-2">
          <Button look="primary" keys="n" onClick={onNew}>
            {m.knowledge_new()}
          </Button>
          {isAll && (role === 'admin' || role === 'supervisor') && (
            <Link
              to="/settings/$page"
              params={{ page: 'imports' }}
              className="inline-flex h-7 items-center rounded-[7px] border border-line px-2.5 text-ink hover:bg-mat max-phone:h-11"
            >
              {m.knowledge_import()}
            </Link>
          )}
        </p>
      )}
    </EmptyState>
  )
}
