import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAskPages } from '#agent/ask.ts'
import { MoreOf } from '#agent/kit/paged-list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { m } from '#texts'
import { ConversationLink } from '../../ui/conversation-link.tsx'
import type { ReplyApproval } from '../contract.ts'
import { ApprovalCard } from './approval-card.tsx'
import { type ReplyApprovalsSearch, type Tab, tabs } from './searches.ts'

/** Replies that wait for a word, those who have waited longest first; one's own; and what became of them. */
export function ReplyApprovalsScreen() {
  const search = useSearch({ strict: false }) as ReplyApprovalsSearch
  const go = useNavigate()
  const tab = search.tab ?? 'waiting'
  return (
    <TabbedScreen
      id="reply-approvals"
      title={m.reply_approvals_title()}
      tabs={tabs.map((key) => ({ key, name: tabName[key]() }))}
      current={tab}
      onShow={(next) =>
        void go({ to: '/reply-approvals', search: next === 'waiting' ? {} : { tab: next }, replace: true })
      }
    >
      <Cards key={tab} tab={tab} />
    </TabbedScreen>
  )
}

function Cards({ tab }: { tab: Tab }) {
  const me = useMe()
  const waiting = useAskPages('GET /api/reply-approvals', { query: queries[tab] }, { limit: 30 })
  if (waiting.error) return <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />
  if (waiting.isPending) return <Skeleton className="h-48" />
  const items = tab === 'decided' ? waiting.items.filter((one) => one.author.id !== me?.id) : waiting.items
  if (items.length === 0) return <EmptyState title={emptyWords[tab]()} />
  return (
    <div className="grid gap-4">
      {items.map((approval) => (
        <ApprovalCard
          key={`${approval.id}${approval.state}`}
          approval={approval}
          where={<Where approval={approval} />}
        />
      ))}
      <MoreOf pages={waiting} />
    </div>
  )
}

/** The conversation it belongs to, and how long its customer has waited. */
function Where({ approval: { conversation, customer, waitingSince, state } }: { approval: ReplyApproval }) {
  return (
    <>
      <ConversationLink
        id={conversation.id}
        customer={customer.name}
        subject={conversation.subject}
        className="min-w-0 font-semibold max-phone:basis-full"
      />
      <span className="flex-1" />
      {state === 'waiting' && waitingSince && (
        <span className="text-small text-kohaku">
          {m.reply_approvals_customer_waits({ time: whenOf(waitingSince) })}
        </span>
      )}
    </>
  )
}

const queries = {
  waiting: { state: 'waiting' },
  mine: { author: 'me', state: 'decided' },
  decided: { state: 'decided' },
} as const

const tabName: Record<Tab, () => string> = {
  waiting: m.reply_approvals_tab_waiting,
  mine: m.reply_approvals_tab_mine,
  decided: m.reply_approvals_tab_decided,
}
const emptyWords: Record<Tab, () => string> = {
  waiting: m.reply_approvals_none_waiting,
  mine: m.reply_approvals_none_mine,
  decided: m.reply_approvals_none_decided,
}
