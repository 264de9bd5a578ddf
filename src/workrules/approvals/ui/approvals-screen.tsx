import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useAskPages } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { useTab } from '#agent/shell/use-tab.ts'
import { m } from '#texts'
import { customerName } from '../../../conversations/ui/words.ts'
import { GrantFigures } from '../../authority/ui/grant-figures.tsx'
import type { Approval } from '../contract.ts'
import { type ApprovalsSearch, tabs } from './searches.ts'
import { askedWords, stateOf, waitedFor } from './words.ts'

type Tab = (typeof tabs)[number]

/** What waits for a yes: mine to decide, asked by me, all of it, and what was decided. */
export function ApprovalsScreen() {
  const search = useSearch({ strict: false }) as ApprovalsSearch
  const go = useNavigate()
  const { shown, tab } = useTab(tabs, search.tab, 'figures')
  const change = (next: Tab) =>
    void go({ to: '/approvals', search: next === 'mine' ? {} : { tab: next }, replace: true })
  return (
    <TabbedScreen
      id="approvals"
      title={m.authority_approvals()}
      tabs={shown.map((key) => ({ key, name: tabName(key) }))}
      current={tab}
      onShow={change}
    >
      {tab === 'figures' ? <GrantFigures /> : <ApprovalList key={tab} tab={tab} />}
    </TabbedScreen>
  )
}

function ApprovalList({ tab }: { tab: Exclude<Tab, 'figures'> }) {
  const pages = useAskPages('GET /api/approvals', { query: { which: tab } }, { limit: 50 })
  return (
    <PagedList pages={pages} empty={emptyWords[tab]()} keyOf={(approval) => approval.id}>
      {(approval) => <ApprovalRow approval={approval} />}
    </PagedList>
  )
}

function ApprovalRow({ approval }: { approval: Approval }) {
  const { name, tone } = stateOf(approval)
  const isWaiting = approval.state === 'waiting'
  return (
    <Link
      to="/approvals/$id"
      params={{ id: String(approval.id) }}
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 rounded-[6px] py-3 -outline-offset-2 hover:bg-mat"
    >
      <span className="truncate font-medium">{approval.subject}</span>
      <Chip tone={tone}>{name}</Chip>
      <span className="col-span-2 line-clamp-2 text-small text-ink2">{approval.why}</span>
      <span className="col-span-2 text-small text-ink3">
        {[
          customerName({ name: approval.customer.name, address: null }),
          askedWords(approval),
          isWaiting && approval.dueAt ? m.authority_due({ when: whenOf(approval.dueAt) }) : '',
          isWaiting ? m.authority_waits_for({ names: waitedFor(approval) }) : '',
          approval.decidedBy && approval.decidedAt
            ? m.authority_given_by({ name: approval.decidedBy.name, when: whenOf(approval.decidedAt) })
            : '',
          approval.because,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Link>
  )
}

const tabName = (tab: Tab): string =>
  ({
    mine: m.authority_tab_mine,
    asked: m.authority_tab_asked,
    waiting: m.authority_tab_waiting,
    decided: m.authority_tab_decided,
    figures: m.authority_tab_figures,
  })[tab]()

const emptyWords = {
  mine: m.authority_none_mine,
  asked: m.authority_none_asked,
  waiting: m.authority_none_waiting,
  decided: m.authority_none_decided,
}
