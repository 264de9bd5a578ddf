import { Link } from '@tanstack/react-router'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { channelName, statusName, subjectOf } from '#conversations/ui/words.ts'
import { m } from '#texts'
import type { TimelineItem } from '../contract.ts'

/** Everything said and done with a customer over all conversations, newest first. */
export function CustomerTimeline({ id }: { id: number }) {
  const pages = useAskPages('GET /api/customers/{id}/timeline', { params: { id } }, { limit: 40 })
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton className="h-32" />
  if (pages.items.length === 0) return <EmptyState title={m.customers_timeline_none()} />
  return (
    <>
      <ul className="border-t border-line">
        {pages.items.map((item) => (
          <li key={`${item.kind}${item.id}`} className="border-b border-line">
            {item.kind === 'message' && item.conversation ? <Said item={item} /> : <Done item={item} />}
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="my-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </>
  )
}

function Said({ item }: { item: TimelineItem }) {
  const { conversation, message } = item
  if (!conversation || !message) return null
  return (
    <Link
      to="/inbox/$view/$id"
      params={{ view: 'all', id: String(conversation.id) }}
      search={{ message: String(item.id) }}
      className="grid gap-0.5 px-2 py-2.5 -outline-offset-2 hover:bg-mat"
    >
      <span className="flex items-start gap-2">
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{message.author}</span>
          {message.direction === 'note' && <Chip tone="kohaku">{m.customers_note_kind()}</Chip>}
          <span className="min-w-0 truncate text-small text-ink3">
            #{conversation.id} {subjectOf(conversation.subject)}
          </span>
          <Chip>{statusName(conversation.status)}</Chip>
          <Chip tone="ai">{channelName(conversation.channel)}</Chip>
        </span>
        <time dateTime={item.at} className="text-micro leading-5 whitespace-nowrap text-ink3">
          {whenOf(item.at)}
        </time>
      </span>
      <span className="line-clamp-2 text-small text-ink2">{message.preview}</span>
    </Link>
  )
}

function Done({ item }: { item: TimelineItem }) {
  if (!item.event) return null
  const words: Record<string, () => string> = {
    'customer.merged': m.customers_event_merged,
    'customer.merge_undone': m.customers_event_unmerged,
    'customer.changed': m.customers_event_changed,
    'customer.fields_changed': m.fields_customer_changed,
  }
  return (
    <p className="flex items-baseline gap-2 px-2 py-2 text-small text-ink3">
      <span>{words[item.event.type]?.() ?? item.event.type}</span>
      <span>{item.event.actor}</span>
      <span className="flex-1" />
      <time dateTime={item.at} className="text-micro">
        {whenOf(item.at)}
      </time>
    </p>
  )
}
