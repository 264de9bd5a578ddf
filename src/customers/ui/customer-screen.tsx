import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Avatar } from '#agent/kit/avatar.tsx'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf, weekdayClockOf } from '#agent/kit/time.ts'
import { customerName, languageName } from '#conversations/ui/words.ts'
import { m } from '#texts'
import type { CustomerPage } from '../contract.ts'
import { CustomerDialog } from './customer-dialog.tsx'
import { CustomerTimeline } from './timeline.tsx'
import { countryName } from './words.ts'

const CustomerFields = lazy(() => import('../fields/ui/customer-fields.tsx'))
const MergeDialog = lazy(() => import('./merge-dialog.tsx'))

/** One customer: who they are, how they are reached, and everything said and done with them. */
export function CustomerScreen() {
  const { id } = useParams({ strict: false })
  const asked = useAsk('GET /api/customers/{id}', { params: { id: Number(id) } })
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton className="m-6 h-40" />
  const customer = asked.data
  return (
    <main className="h-full overflow-y-auto border-l border-line bg-paper">
      <div className="mx-auto max-w-[860px] px-6 py-5 max-phone:px-3">
        <Link
          to="/customers"
          className="mb-3 inline-flex min-h-7 items-center gap-1 text-small text-ink2 hover:text-ink max-phone:min-h-11"
        >
          <Icon name="back" />
          {m.agent_customers()}
        </Link>
        <Head customer={customer} />
        <Facts customer={customer} />
        <Suspense>
          <div className="max-w-[520px]">
            <CustomerFields customer={customer} isPage />
          </div>
        </Suspense>
        <Merges customer={customer} />
        <h2 className="mt-7 mb-2 text-read">{m.customers_timeline()}</h2>
        <CustomerTimeline id={customer.id} />
      </div>
    </main>
  )
}

function Head({ customer }: { customer: CustomerPage }) {
  const [dialog, setDialog] = useState<'change' | 'merge'>()
  const close = () => setDialog(undefined)
  const place = [customer.region, customer.country && countryName(customer.country)]
    .filter(Boolean)
    .join(', ')
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Avatar name={customer.name} size={44} />
      <div className="min-w-[180px] flex-1">
        <h1 className="text-[18px] leading-snug">
          {customerName(customer)} {customer.isBlocked && <Chip tone="shu">{m.customers_blocked()}</Chip>}
        </h1>
        <p className="text-small text-ink2">
          {[place, customer.clock && weekdayClockOf(new Date(), customer.clock)].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="flex gap-2">
        <Button onClick={() => setDialog('merge')}>{m.customers_merge()}</Button>
        <Button onClick={() => setDialog('change')}>{m.settings_change()}</Button>
      </div>
      {dialog === 'change' && <CustomerDialog customer={customer} onClose={close} />}
      <Suspense>{dialog === 'merge' && <MergeDialog customer={customer} onClose={close} />}</Suspense>
    </div>
  )
}

function Facts({ customer }: { customer: CustomerPage }) {
  const evidence = {
    customer: m.customers_evidence_customer(),
    staff: m.customers_evidence_staff(),
    messages: m.customers_evidence_messages(),
  }
  const language = customer.language
    ? `${languageName(customer.language)}${customer.languageEvidence ? ` (${evidence[customer.languageEvidence]})` : ''}`
    : m.customers_unknown()
  return (
    <>
      <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-list [&>dt]:whitespace-nowrap [&>dt]:text-ink3">
        <dt>{m.customers_language()}</dt>
        <dd>{language}</dd>
        <dt>{m.customers_conversations()}</dt>
        <dd>{customer.conversations}</dd>
        <dt>{m.customers_orders()}</dt>
        <dd>{customer.orders}</dd>
        <dt>{m.customers_identities()}</dt>
        <dd className="grid gap-1">
          {customer.identities.map((identity) => (
            <span key={identity.id} className="flex flex-wrap items-center gap-2">
              {identity.value}
              {identity.isVerified ? (
                <Chip tone="matcha">{m.customers_verified()}</Chip>
              ) : (
                <Chip>{m.customers_unverified()}</Chip>
              )}
              {identity.undeliverable && (
                <Chip tone="shu">
                  {m.customers_undeliverable({ since: exactOf(identity.undeliverable.since) })}
                </Chip>
              )}
            </span>
          ))}
        </dd>
      </dl>
      {customer.note && (
        <p className="mt-4 rounded-[8px] bg-note px-3 py-2 text-read leading-[1.65] whitespace-pre-wrap">
          {customer.note}
        </p>
      )}
    </>
  )
}

/** Merges into this customer, each to be taken back. */
function Merges({ customer }: { customer: CustomerPage }) {
  const undo = useTell('POST /api/customers/{id}/merges/{mergeId}/undo', {
    stale: ['GET /api/customers/{id}', 'GET /api/customers', 'GET /api/customers/{id}/timeline'],
  })
  if (customer.merges.length === 0) return null
  return (
    <ul className="mt-4 border-t border-line">
      {customer.merges.map((merge) => (
        <li key={merge.id} className="flex items-center gap-3 border-b border-line py-2">
          <span className="flex-1 text-list text-ink2">
            {m.customers_merged_in({ name: merge.name, when: exactOf(merge.at) })}
          </span>
          <Button
            isBusy={undo.isPending}
            onClick={() => undo.mutate({ params: { id: customer.id, mergeId: merge.id } })}
            icon={<Icon name="undo" />}
          >
            {m.customers_unmerge()}
          </Button>
        </li>
      ))}
    </ul>
  )
}
