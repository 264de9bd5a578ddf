import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { m } from '#texts'
import { customerName, subjectOf } from '../../ui/words.ts'
import type { Promised } from '../contract.ts'
import { EndedPromise } from './ended-promise.tsx'
import { OpenPromise } from './open-promises.tsx'
import { PromiseFigures } from './promise-figures.tsx'
import { type PromisesSearch, tabs } from './searches.ts'

type Tab = (typeof tabs)[number]

/** What was promised, by whom, by when: mine, the team's, what nobody keeps any more, and what became of it. */
export function PromisesScreen() {
  const search = useSearch({ strict: false }) as PromisesSearch
  const go = useNavigate()
  const me = useMe()
  const leads = me?.role === 'admin' || me?.role === 'supervisor'
  const shown = tabs.filter((one) => one !== 'figures' || leads)
  const tab = shown.find((one) => one === search.tab) ?? 'mine'
  const change = (next: Tab) =>
    void go({ to: '/promises', search: next === 'mine' ? {} : { tab: next }, replace: true })
  return (
    <TabbedScreen
      id="promises"
      title={m.promises_title()}
      tabs={shown.map((key) => ({ key, name: tabName(key) }))}
      current={tab}
      onShow={change}
    >
      {tab === 'figures' ? <PromiseFigures /> : <PromiseList key={tab} tab={tab} />}
    </TabbedScreen>
  )
}

function PromiseList({ tab }: { tab: Exclude<Tab, 'figures'> }) {
  const pages = useAskPages('GET /api/promises', { query: queries[tab] }, { limit: 50 })
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (pages.isPending) return <Skeleton className="h-40" />
  if (pages.items.length === 0) return <EmptyState title={emptyWords[tab]()} />
  const groups = tab === 'ended' ? [['', pages.items] as const] : grouped(pages.items)
  return (
    <>
      {groups.map(([name, items]) => (
        <section key={name} className="mb-7 last:mb-0">
          {name && <h2 className="mb-1.5 text-small font-semibold text-ink2">{name}</h2>}
          <ul className="border-t border-line">
            {items.map((promise) => (
              <li key={promise.id} className="border-b border-line py-2.5">
                {promise.state === 'open' ? (
                  <OpenPromise promise={promise}>
                    <Where promise={promise} />
                  </OpenPromise>
                ) : (
                  <EndedPromise promise={promise}>
                    <Where promise={promise} />
                  </EndedPromise>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.agent_more()}
        </Button>
      )}
    </>
  )
}

/** The conversation it was made in. */
const Where = ({ promise }: { promise: Promised }) => (
  <Link
    to="/inbox/$view/$id"
    params={{ view: 'all', id: String(promise.conversation.id) }}
    className="block truncate text-small text-ink2 underline-offset-2 hover:underline max-phone:py-2.5"
    title={exactOf(promise.madeAt)}
  >
    {customerName({ name: promise.customer.name, address: null })} · {subjectOf(promise.conversation.subject)}
  </Link>
)

const queries = {
  mine: { owner: 'me' },
  all: {},
  unowned: { owner: 'none' },
  ended: { state: 'ended' },
} as const

const tabName = (tab: Tab): string =>
  ({
    mine: m.promises_tab_mine,
    all: m.promises_tab_all,
    unowned: m.promises_tab_unowned,
    ended: m.promises_tab_ended,
    figures: m.promises_tab_figures,
  })[tab]()

const emptyWords = {
  mine: m.promises_none_mine,
  all: m.promises_none_all,
  unowned: m.promises_none_unowned,
  ended: m.promises_none_ended,
}

const day = 86_400_000

/** Late ones first, then those of the next day, then the rest. */
function grouped(items: readonly Promised[]): (readonly [string, Promised[]])[] {
  const nearness = (promise: Promised) =>
    promise.isOverdue
      ? m.promises_group_overdue()
      : new Date(promise.dueAt).getTime() < Date.now() + day
        ? m.promises_group_soon()
        : m.promises_group_later()
  return [...Map.groupBy(items, nearness)]
}
