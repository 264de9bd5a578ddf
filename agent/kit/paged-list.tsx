import type { ReactNode } from 'react'
import { m } from '#texts'
import { Button } from './button.tsx'
import { EmptyState, ErrorState, Skeleton } from './states.tsx'

/** What a list that goes on is asked as: `useAskPages` answers in this shape. */
type Pages<Item> = {
  items: readonly Item[]
  error: unknown
  isPending: boolean
  refetch: () => unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

type Props<Item> = {
  pages: Pages<Item>
  /** What is said, and what to do, where there is nothing. */
  empty: string
  emptyHint?: ReactNode
  /** The list under headings, in their order; without it the list is one. */
  sections?: ((items: readonly Item[]) => readonly Section<Item>[]) | undefined
  keyOf: (item: Item) => string | number
  children: (item: Item) => ReactNode
}

type Section<Item> = readonly [name: string, items: readonly Item[]]

/** A list of lines which goes on: loading, refused, empty, under headings, more of it. */
export function PagedList<Item>({ pages, empty, emptyHint, sections, keyOf, children }: Props<Item>) {
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (pages.isPending) return <Skeleton className="h-40" />
  if (pages.items.length === 0) return <EmptyState title={empty}>{emptyHint}</EmptyState>
  const lines = (items: readonly Item[]) => (
    <ul className="border-t border-line">
      {items.map((item) => (
        <li key={keyOf(item)} className="border-b border-line">
          {children(item)}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {sections
        ? sections(pages.items).map(([name, items]) => (
            <section key={name} className="mb-7 last:mb-0">
              <h2 className="mb-1.5 text-small font-semibold text-ink2">{name}</h2>
              {lines(items)}
            </section>
          ))
        : lines(pages.items)}
      <MoreOf pages={pages} />
    </>
  )
}

/** The button for the rest of a list. */
export function MoreOf({
  pages,
}: {
  pages: Pick<Pages<unknown>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
}) {
  if (!pages.hasNextPage) return null
  return (
    <Button className="mt-3" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      {m.agent_more()}
    </Button>
  )
}
