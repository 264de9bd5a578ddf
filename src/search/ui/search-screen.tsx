import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef } from 'react'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { agoOf } from '#agent/kit/time.ts'
import { channelName, customerName, statusName, subjectOf } from '#conversations/ui/words.ts'
import { m } from '#texts'
import type { SearchItem } from '../contract.ts'
import { Marked } from './marked.tsx'
import { SearchHelp } from './search-help.tsx'

/** Everything that was ever said, newest first, with the words that were looked for. */
export function SearchScreen() {
  const { q = '' } = useSearch({ strict: false })
  return (
    <main className="flex h-full flex-col border-l border-line bg-paper max-phone:border-l-0">
      <SearchField key={q} words={q} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {q === '' ? <Nothing title={m.search_start()} /> : <Results q={q} />}
      </div>
    </main>
  )
}

function Nothing({ title }: { title: string }) {
  return (
    <div className="grid gap-5 py-16">
      <h1 className="px-6 text-center text-read font-normal text-ink2">{title}</h1>
      <SearchHelp />
    </div>
  )
}

function SearchField({ words }: { words: string }) {
  const go = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void go({ to: '/search', search: { q: field.current?.value.trim() ?? '' } })
  }
  return (
    <form role="search" onSubmit={submit} className="border-b border-line focus-within:border-ai">
      <div className="mx-auto flex max-w-[860px] items-center gap-3 px-8 py-3 max-phone:px-3">
        <span className="text-ink3">
          <Icon name="search" />
        </span>
        <input
          ref={field}
          type="search"
          defaultValue={words}
          aria-label={m.agent_search()}
          placeholder={m.agent_search_hint()}
          className="h-9 min-w-0 flex-1 bg-transparent text-title outline-none max-phone:h-11"
        />
        <Button type="submit">{m.agent_search()}</Button>
      </div>
    </form>
  )
}

function Results({ q }: { q: string }) {
  const pages = useAskPages('GET /api/search', { query: { q } }, { limit: 30 })
  const first = pages.data?.pages[0]
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton className="m-6 h-40" />
  const customers = first?.customers ?? []
  if (pages.items.length === 0 && customers.length === 0) {
    return <Nothing title={m.agent_nothing_found()} />
  }
  return (
    <div className="mx-auto max-w-[860px] px-6 py-4 max-phone:px-3">
      {first && first.ignored.length > 0 && (
        <p role="status" className="mb-3 text-small text-kohaku">
          {m.search_ignored({ words: first.ignored.join(' ') })}
        </p>
      )}
      {customers.length > 0 && (
        <ul className="mb-4 flex flex-wrap gap-2">
          {customers.map((customer) => (
            <li key={customer.id}>
              <Link
                to="/customers/$id"
                params={{ id: String(customer.id) }}
                className="flex min-h-9 items-center gap-2 rounded-[8px] border border-line px-3 hover:bg-mat max-phone:min-h-11"
              >
                <Icon name="person" />
                <span className="font-medium">{customerName(customer)}</span>
                <span className="text-small text-ink3">{customer.address}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <ul className="border-t border-line">
        {pages.items.map((item) => (
          <Result key={item.messageId} item={item} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="mt-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </div>
  )
}

function Result({ item }: { item: SearchItem }) {
  const { conversation } = item
  const isEmpty = item.subject.text.trim() === ''
  return (
    <li className="border-b border-line">
      <Link
        to="/inbox/$view/$id"
        params={{ view: 'all', id: String(item.conversationId) }}
        search={{ message: String(item.messageId) }}
        className="grid gap-0.5 px-2 py-2.5 -outline-offset-2 hover:bg-mat"
      >
        <span className="flex items-baseline gap-2">
          <span className="truncate font-medium">
            {isEmpty ? subjectOf('') : <Marked {...item.subject} />}
          </span>
          <span className="text-small text-ink3">#{item.conversationId}</span>
          <span className="flex-1" />
          <time dateTime={item.at} className="text-micro text-ink3">
            {agoOf(item.at)}
          </time>
        </span>
        <span className="line-clamp-2 text-small text-ink2">
          <Marked {...item.snippet} />
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-1.5 text-small text-ink3">
          <Marked {...item.author} />
          {item.direction === 'note' && <Chip tone="kohaku">{m.search_note()}</Chip>}
          <Chip>{statusName(conversation.status)}</Chip>
          <Chip tone="ai">{channelName(conversation.channel)}</Chip>
          {conversation.orderNumber && <Chip>{conversation.orderNumber}</Chip>}
        </span>
      </Link>
    </li>
  )
}
