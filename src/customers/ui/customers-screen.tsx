import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useAskPages } from '#agent/ask.ts'
import { Avatar } from '#agent/kit/avatar.tsx'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { agoOf } from '#agent/kit/time.ts'
import { customerName, languageName } from '#conversations/ui/words.ts'
import { m } from '#texts'
import { countryName } from './words.ts'

/** Everybody who has ever written, latest contact first, or found by name, address, phone or order. */
export function CustomersScreen() {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  return (
    <main className="flex h-full flex-col border-l border-line bg-paper max-phone:border-l-0">
      <div className="border-b border-line">
        <div className="mx-auto flex max-w-[860px] flex-wrap items-center gap-x-6 gap-y-2 px-8 py-3 max-phone:px-3">
          <h1 className="flex-1 text-[18px] max-phone:flex-none">{m.agent_customers()}</h1>
          <input
            type="search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            aria-label={m.customers_find()}
            placeholder={m.customers_find()}
            className={cx(inputLook, 'max-w-[320px] flex-1')}
          />
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <People q={q} />
      </div>
    </main>
  )
}

function People({ q }: { q: string }) {
  const pages = useAskPages('GET /api/customers', { query: q ? { q } : {} }, { limit: 50 })
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton className="m-6 h-40" />
  if (pages.items.length === 0) return <EmptyState title={m.agent_nothing_found()} />
  return (
    <div className="mx-auto max-w-[860px] px-6 py-2 max-phone:px-3">
      <ul>
        {pages.items.map((customer) => (
          <li key={customer.id} className="border-b border-line">
            <Link
              to="/customers/$id"
              params={{ id: String(customer.id) }}
              className="flex min-h-14 items-center gap-3 px-2 py-2 -outline-offset-2 hover:bg-mat"
            >
              <Avatar name={customer.name} size={32} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{customerName(customer)}</span>
                <span className="block truncate text-small text-ink3">{customer.address}</span>
              </span>
              {customer.isBlocked && <Chip tone="shu">{m.customers_blocked()}</Chip>}
              {customer.openConversations > 0 && (
                <Chip tone="ai">{m.customers_open_count({ count: customer.openConversations })}</Chip>
              )}
              <span className="flex w-48 justify-end gap-1.5 text-small text-ink2 max-phone:hidden">
                {[
                  customer.country && countryName(customer.country),
                  customer.language && languageName(customer.language),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span className="w-16 text-right text-small text-ink3">
                {customer.lastContactAt && agoOf(customer.lastContactAt)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="my-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </div>
  )
}
