import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAskPages } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { weekdayClockOf, whenOf } from '#agent/kit/time.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { useTab } from '#agent/shell/use-tab.ts'
import { m } from '#texts'
import { ConversationRowLink } from '../../../conversations/ui/conversation-row-link.tsx'
import { customerName, subjectOf } from '../../../conversations/ui/words.ts'
import type { Escalation } from '../contract.ts'
import { EscalationFigures } from './escalation-figures.tsx'
import { type EscalationsSearch, tabs } from './searches.ts'
import { nameOf, stateName, temperatureName, temperatureTone, waitWords } from './words.ts'

type Tab = (typeof tabs)[number]

/** What was handed up: to me, waiting at which level and for how long, taken over, over. */
export function EscalationsScreen() {
  const search = useSearch({ strict: false }) as EscalationsSearch
  const go = useNavigate()
  const { shown, tab } = useTab(tabs, search.tab, 'figures')
  const change = (next: Tab) =>
    void go({ to: '/escalations', search: next === 'mine' ? {} : { tab: next }, replace: true })
  return (
    <TabbedScreen
      id="escalations"
      title={m.escalation_title()}
      tabs={shown.map((key) => ({ key, name: tabName(key) }))}
      current={tab}
      onShow={change}
    >
      {tab === 'figures' ? <EscalationFigures /> : <EscalationList key={tab} tab={tab} />}
    </TabbedScreen>
  )
}

function EscalationList({ tab }: { tab: Exclude<Tab, 'figures'> }) {
  const pages = useAskPages('GET /api/escalations', { query: queries[tab] }, { limit: 50 })
  return (
    <PagedList
      pages={pages}
      empty={emptyWords[tab]()}
      sections={
        tab === 'ended' ? undefined : (items) => [...Map.groupBy(items, ({ level }) => nameOf(level))]
      }
      keyOf={(one) => one.id}
    >
      {(one) => <Line escalation={one} />}
    </PagedList>
  )
}

function Line({ escalation }: { escalation: Escalation }) {
  const { conversation, customer, reason, words, temperature, state, isLate } = escalation
  return (
    <ConversationRowLink id={conversation.id}>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{customerName({ name: customer.name, address: null })}</span>
        <Chip tone={temperatureTone(temperature)}>{temperatureName(temperature)}</Chip>
        {state === 'waiting' && isLate && <Chip tone="shu">{m.escalation_late()}</Chip>}
        {state !== 'waiting' && <Chip tone={state === 'accepted' ? 'ai' : 'plain'}>{stateName(state)}</Chip>}
      </span>
      <span className="truncate">
        {[reason ? nameOf(reason) : '', words].filter(Boolean).join(' — ') || subjectOf(conversation.subject)}
      </span>
      <span className="truncate text-small text-ink3">{subjectOf(conversation.subject)}</span>
      <span className="text-small text-ink2">{factsOf(escalation)}</span>
    </ConversationRowLink>
  )
}

function factsOf(escalation: Escalation): string {
  const { state, acceptBy, isLate, deputy, holder, raisedBy, raisedAt, endedAt, outcome, wait } = escalation
  const isOver = endedAt !== null
  return [
    isOver || !wait ? '' : waitWords(wait),
    state === 'waiting' && acceptBy && !isLate
      ? m.escalation_accept_by({ time: weekdayClockOf(acceptBy) })
      : '',
    state === 'waiting' && deputy ? m.escalation_deputy_asked({ name: deputy.name }) : '',
    holder ? m.escalation_has({ name: holder.name }) : '',
    isOver ? `${nameOf(escalation.level)}, ${whenOf(endedAt)}` : '',
    outcome ?? '',
    `${raisedBy?.name ?? m.escalation_by_rule()}, ${whenOf(raisedAt)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

const queries = {
  mine: { mine: 'me' },
  waiting: { state: 'waiting' },
  accepted: { state: 'accepted' },
  ended: { state: 'ended' },
} as const

const tabName = (tab: Tab): string =>
  ({
    mine: m.escalation_tab_mine,
    waiting: m.escalation_tab_waiting,
    accepted: m.escalation_tab_accepted,
    ended: m.escalation_tab_ended,
    figures: m.escalation_tab_figures,
  })[tab]()

const emptyWords = {
  mine: m.escalation_none_mine,
  waiting: m.escalation_none_waiting,
  accepted: m.escalation_none_accepted,
  ended: m.escalation_none_ended,
}
