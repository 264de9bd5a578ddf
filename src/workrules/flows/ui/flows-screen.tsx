import { useNavigate, useSearch } from '@tanstack/react-router'
import { AskedFirst } from '#agent/settings-screen/ask-first.tsx'
import { useAskPages } from '#agent/ask.ts'
import { whenOf } from '#agent/kit/time.ts'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { useTab } from '#agent/shell/use-tab.ts'
import { m } from '#texts'
import { ConversationLink } from '../../../conversations/ui/conversation-link.tsx'
import FlowList from './flow-list.tsx'
import { RunLine } from './run-line.tsx'
import { type FlowsSearch, tabs } from './searches.ts'

type Tab = (typeof tabs)[number]

/** What is under way by flows, what is stuck, and the flows themselves. */
export function FlowsScreen() {
  const search = useSearch({ strict: false }) as FlowsSearch
  const go = useNavigate()
  const { shown, tab } = useTab(tabs, search.tab, 'flows')
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
      {tab === 'flows' ? <FlowList isTab /> : <Runs key={tab} state={tab} />}
    </TabbedScreen>
  )
}

function Runs({ state }: { state: Exclude<Tab, 'flows'> }) {
  const pages = useAskPages('GET /api/flow-runs', { query: { state } }, { limit: 50 })
  return (
    <PagedList pages={pages} empty={emptyWords[state]()} keyOf={(run) => run.id}>
      {(run) => (
        <div className="py-2.5">
          <RunLine run={run}>
            <ConversationLink
              {...run.conversation}
              also={[run.assignee?.name, m.flows_began({ when: whenOf(run.startedAt) })]
                .filter(Boolean)
                .join(' · ')}
            />
          </RunLine>
        </div>
      )}
    </PagedList>
  )
}

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
