import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Avatar } from '#agent/kit/avatar.tsx'
import { IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { agoOf, weekdayClockOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { ConversationSummary } from '../../conversations/contract.ts'
import { customerName, languageName, statusName, subjectOf } from '../../conversations/ui/words.ts'
import type { CustomerPage } from '../contract.ts'
import { CustomerNote } from './customer-note.tsx'
import { IdentityList } from './identity-list.tsx'
import { MergeSuggestions } from './merge-suggestions.tsx'
import { Orders } from './orders.tsx'
import { PanelHeading } from './panel-heading.tsx'
import { countryName, evidenceWords } from './words.ts'

const CustomerFields = lazy(() => import('../fields/ui/customer-fields.tsx'))

/** Who the customer is, what time it is there, what they bought and asked before: what one would otherwise have to look up. */
export function CustomerPanel({
  customerId,
  conversation,
  onClose,
  children,
}: {
  customerId: number
  conversation: ConversationSummary
  onClose: () => void
  /** What helps with this conversation, after what is known of the customer and before what was earlier. */
  children?: ReactNode
}) {
  const customer = useAsk(
    'GET /api/customers/{id}',
    { params: { id: customerId } },
    { staleTime: 30_000 },
  ).data
  const shown = customer ?? conversation.customer
  return (
    <div className="flex flex-col gap-[18px] p-4">
      <div className="flex items-center gap-[11px]">
        <Avatar name={shown.name || (shown.address ?? '')} />
        <div className="min-w-0 flex-1">
          <Link
            to="/customers/$id"
            params={{ id: String(customerId) }}
            className="block truncate font-semibold hover:underline"
          >
            {customerName(shown)}
          </Link>
          <div className="truncate text-small text-ink2">
            {customer ? whereAndWhen(customer) : (shown.address ?? '')}
          </div>
        </div>
        {customer?.isBlocked && <Chip tone="shu">{m.agent_blocked()}</Chip>}
        <IconButton name={m.agent_close()} className="desk:hidden" onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </div>
      {customer ? <Facts customer={customer} /> : <Skeleton className="h-16" />}
      {customer && <IdentityList customer={customer} />}
      <Suspense>{customer && <CustomerFields customer={customer} />}</Suspense>
      {customer && customer.orders > 0 && <Orders customerId={customerId} />}
      {children}
      <Earlier customerId={customerId} except={conversation.id} />
      {customer && <CustomerNote customer={customer} />}
      {customer && <MergeSuggestions customer={customer} />}
    </div>
  )
}

function whereAndWhen(customer: CustomerPage): string {
  const place = [customer.region, customer.country && countryName(customer.country)]
    .filter(Boolean)
    .join(', ')
  const clock = customer.clock ? weekdayClockOf(new Date(), customer.clock) : ''
  return [place, clock].filter(Boolean).join(' · ') || (customer.address ?? '')
}

function Facts({ customer }: { customer: CustomerPage }) {
  const facts = [
    [
      m.agent_preferred_language(),
      customer.language
        ? `${languageName(customer.language)}${evidenceWords(customer.languageEvidence)}`
        : '—',
    ],
    [m.agent_orders(), m.agent_times({ count: customer.orders })],
    [m.agent_conversations(), m.agent_cases({ count: customer.conversations })],
  ]
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-[3px] text-small">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="whitespace-nowrap text-ink3">{name}</dt>
          <dd className="text-right">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Earlier({ customerId, except }: { customerId: number; except: number }) {
  const found = useAsk(
    'GET /api/conversations',
    { query: { customerId, view: 'all', limit: 6 } },
    { staleTime: 15_000 },
  ).data
  const items = found?.items.filter((one) => one.id !== except).slice(0, 5) ?? []
  if (items.length === 0) return null
  return (
    <section>
      <PanelHeading>{m.agent_earlier()}</PanelHeading>
      <div className="grid gap-[5px] text-small">
        {items.map((one) => (
          <Link
            key={one.id}
            to="/inbox/$view/$id"
            params={{ view: 'all', id: String(one.id) }}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 hover:underline"
          >
            <span className="truncate">{subjectOf(one.subject)}</span>
            <span className="text-ink3">{agoOf(one.lastMessageAt)}</span>
            <span className="sr-only">{statusName(one.status)}</span>
          </Link>
        ))}
      </div>
    </section>
  )
}
