import { useVirtualizer } from '@tanstack/react-virtual'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { Icon } from '#agent/kit/icon.tsx'
import { Kbd } from '#agent/kit/kbd.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { useMe } from '#agent/me.ts'
import { isDeskView } from '#agent/shell/views.ts'
import { m } from '#texts'
import type { Sort } from '../contract.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ConversationRow } from './conversation-row.tsx'
import type { Inbox } from './use-inbox.ts'
import type { Selection } from './use-selection.ts'
import { ViewMenu } from './view-menu.tsx'

type ListProps = {
  view: string
  inbox: Inbox
  current: number | undefined
  selection: Selection
  brandId: number | undefined
  onSort: (sort: Sort) => void
  onBrand: (brandId: number | undefined) => void
}

/** One view, as far as it has been scrolled; only the rows in sight are in the page. */
export function ConversationList({ view, inbox, current, selection, brandId, onSort, onBrand }: ListProps) {
  return (
    <section
      aria-label={inbox.name}
      className="flex h-full min-h-0 flex-col border-x border-line bg-paper max-phone:border-0"
    >
      <header className="border-b border-line px-3.5 pt-3 pb-2">
        <div className="mb-2 flex items-center gap-2">
          <h1 className="min-w-0 flex-1 truncate text-[15px]">{inbox.name}</h1>
          <BrandMenu brandId={brandId} onBrand={onBrand} />
          <SortMenu sort={inbox.sort} onSort={onSort} />
          <ViewMenu view={view} inbox={inbox} selection={selection} />
        </div>
        <Link
          to="/search"
          className="flex h-[30px] items-center gap-2 rounded-[7px] bg-mat px-2.5 text-small text-ink3 max-phone:h-11"
        >
          <span className="flex-1 truncate">{m.agent_search_hint()}</span>
          <Kbd keys="/" />
        </Link>
      </header>
      <Rows {...{ view, inbox, current, selection }} />
      {!selection.isEmpty && <BulkBar selection={selection} inbox={inbox} />}
    </section>
  )
}

function Rows({
  view,
  inbox,
  current,
  selection,
}: Pick<ListProps, 'view' | 'inbox' | 'current' | 'selection'>) {
  const scroller = useRef<HTMLDivElement>(null)
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = inbox
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 102,
    overscan: 6,
    getItemKey: (index) => items[index]?.id ?? index,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= items.length - 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  const at = items.findIndex((one) => one.id === current)
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
    // The virtualizer is the same object for the life of the list.
  }, [at, rows])
  const select = useRef<(id: number, isRange: boolean) => void>(() => {})
  useEffect(() => {
    select.current = (id, isRange) =>
      isRange
        ? selection.extend(
            id,
            items.map((one) => one.id),
          )
        : selection.toggle(id)
  })
  const onSelect = useCallback((id: number, isRange: boolean) => select.current(id, isRange), [])
  const minute = Math.floor(Date.now() / 60_000)
  if (inbox.isError) return <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />
  if (inbox.isPending) return <RowsToCome />
  if (items.length === 0) return <NothingHere view={view} />
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
      <ul style={{ height: rows.getTotalSize() }} className="relative">
        {shown.map((row) => {
          const one = items[row.index]
          if (!one) return null
          return (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              style={{ transform: `translateY(${row.start}px)` }}
              className="absolute inset-x-0 top-0"
            >
              <ConversationRow
                view={view}
                conversation={one}
                isOpen={one.id === current}
                isSelected={selection.has(one.id)}
                isSelecting={!selection.isEmpty}
                onSelect={onSelect}
                minute={minute}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function NothingHere({ view }: { view: string }) {
  const words: Record<string, [string, string]> = {
    mine: [m.agent_empty_mine(), m.agent_empty_mine_next()],
    unassigned: [m.agent_empty_unassigned(), m.agent_empty_unassigned_next()],
    snoozed: [m.agent_empty_snoozed(), m.agent_empty_snoozed_next()],
    mentions: [m.agent_empty_mentions(), m.agent_empty_mentions_next()],
  }
  const [title, next] = words[view] ?? [
    m.agent_empty_view(),
    isDeskView(view) ? '' : m.agent_empty_saved_next(),
  ]
  return <EmptyState title={title}>{next}</EmptyState>
}

function RowsToCome() {
  return (
    <div aria-busy className="flex-1 overflow-hidden">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} className="grid gap-2 border-b border-line px-7 py-3.5">
          <Skeleton className="h-3.5 w-1/3" />
          <Skeleton className="h-3.5 w-4/5" />
          <Skeleton className="h-3 w-2/3" />
        </div>
      ))}
    </div>
  )
}

function SortMenu({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const names = {
    newest: m.agent_sort_newest(),
    oldest: m.agent_sort_oldest(),
    longest_waiting: m.agent_sort_waiting(),
    due_soonest: m.agent_sort_due(),
  }
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="flex h-6 items-center gap-0.5 rounded-[5px] px-1 text-[11px] whitespace-nowrap text-ink3 hover:text-ink max-phone:h-11"
        >
          {names[sort]}
          <Icon name="down" size={12} />
        </button>
      }
      entries={(Object.keys(names) as Sort[]).map((one) => ({
        name: one === sort ? `${names[one]} ✓` : names[one],
        run: () => onSort(one),
      }))}
    />
  )
}

function BrandMenu({ brandId, onBrand }: Pick<ListProps, 'brandId' | 'onBrand'>) {
  const brands = useMe()?.brands ?? []
  if (brands.length < 2) return null
  const name = brands.find((one) => one.id === brandId)?.name ?? m.agent_all_brands()
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="flex h-6 min-w-0 items-center gap-0.5 rounded-[5px] px-1 text-[11px] text-ink3 hover:text-ink max-phone:h-11"
        >
          <span className="max-w-24 truncate">{name}</span>
          <Icon name="down" size={12} />
        </button>
      }
      entries={[
        { name: m.agent_all_brands(), run: () => onBrand(undefined) },
        'line',
        ...brands.map((brand) => ({ name: brand.name, run: () => onBrand(brand.id) })),
      ]}
    />
  )
}
