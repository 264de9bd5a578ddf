import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { AskedFirst } from '#agent/settings-screen/ask-first.tsx'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { useMe } from '#agent/me.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { m } from '#texts'
import { customerName, subjectOf } from '../../../conversations/ui/words.ts'
import type { FlowRun } from '../runs-contract.ts'
import FlowList from './flow-list.tsx'
import { RunLine } from './run-line.tsx'
import { type FlowsSearch, tabs } from './searches.ts'

type Tab = (typeof tabs)[number]

/** What is under way by flows, what is stuck, and the flows themselves. */
export function FlowsScreen() {
  const search = useSearch({ strict: false }) as FlowsSearch
  const go = useNavigate()
  const me = useMe()
  const leads = me?.role === 'admin' || me?.role === 'supervisor'
  const shown = tabs.filter((one) => one !== 'flows' || leads)
  const tab = shown.find((one) => one === search.tab) ?? 'stuck'
  const change = (next: Tab) =>
    void go({ to: '/flows', search: next === 'stuck' ? {} : { tab: next }, replace: true })
  return (
    <TabbedScreen
      id="flows"
      title={m.flows_title()}
      tabs={shown.map((key) => ({ key, name: tabName(key) }))}
      current={tab}
      onShow={change}
      over={<AskedFirst />}
    >
      {tab === 'flows' ? <FlowList /> : <Runs key={tab} state={tab} />}
    </TabbedScreen>
  )
}

function Runs({ state }: { state: Exclude<Tab, 'flows'> }) {
  const pages = useAskPages('GET /api/flow-runs', { query: { state } }, { limit: 50 })
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (pages.isPending) return <Skeleton className="h-40" />
  if (pages.items.length === 0) return <EmptyState title={emptyWords[state]()} />
  return (
    <>
      <ul className="border-t border-line">
        {pages.items.map((run) => (
          <li key={run.id} className="border-b border-line py-2.5">
            <RunLine run={run}>
              <Where run={run} />
            </RunLine>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="mt-3" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.agent_more()}
        </Button>
      )}
    </>
  )
}

/** The conversation it goes through. */
const Where = ({ run }: { run: FlowRun }) => (
  <Link
    to="/inbox/$view/$id"
    params={{ view: 'all', id: String(run.conversation.id) }}
    className="block truncate text-small text-ink2 underline-offset-2 hover:underline max-phone:py-2.5"
  >
    {customerName({ name: run.conversation.customer, address: null })} · {subjectOf(run.conversation.subject)}
    {run.assignee && ` · ${run.assignee.name}`}
  </Link>
)

const tabName = (tab: Tab): string =>
  ({
    stuck: m.flows_tab_stuck,
    under_way: m.flows_tab_under_way,
    over: m.flows_tab_over,
    flows: m.flows_tab_flows,
  })[tab]()

const emptyWords = {
  stuck: m.flows_none_stuck,
  under_way: m.flows_none_under_way,
  over: m.flows_none_over,
}
