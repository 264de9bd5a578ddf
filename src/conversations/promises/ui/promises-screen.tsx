import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAskPages } from '#agent/ask.ts'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { useTab } from '#agent/shell/use-tab.ts'
import { m } from '#texts'
import { ConversationLink } from '../../ui/conversation-link.tsx'
import { nearnessOf, underHeadings } from '../../ui/nearness.ts'
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
  const { shown, tab } = useTab(tabs, search.tab, 'figures')
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
  return (
    <PagedList
      pages={pages}
      empty={emptyWords[tab]()}
      sections={tab === 'ended' ? undefined : (items) => underHeadings(items, nearnessOf, headings)}
      keyOf={(promise) => promise.id}
    >
      {(promise) => (
        <div className="py-2.5">
          {promise.state === 'open' ? (
            <OpenPromise promise={promise}>
              <Where promise={promise} />
            </OpenPromise>
          ) : (
            <EndedPromise promise={promise}>
              <Where promise={promise} />
            </EndedPromise>
          )}
        </div>
      )}
    </PagedList>
  )
}

/** The conversation it was made in. */
const Where = ({ promise: { conversation, customer, madeAt } }: { promise: Promised }) => (
  <ConversationLink
    id={conversation.id}
    customer={customer.name}
    subject={conversation.subject}
    title={exactOf(madeAt)}
  />
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

/** Late ones first, then those of the next day, then the rest. */
const headings = {
  overdue: m.promises_group_overdue,
  soon: m.promises_group_soon,
  later: m.promises_group_later,
}
