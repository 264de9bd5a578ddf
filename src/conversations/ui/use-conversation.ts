import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useAsk, useAskPages } from '#agent/ask.ts'
import type { Reply } from '#agent/api.ts'
import type { ConversationSummary } from '../contract.ts'

export type TimelineEvent = Reply<'GET /api/conversations/{id}/events'>['items'][number]

/** A conversation with all it holds. What the list knows already is shown until the rest is there. */
export function useConversation(id: number) {
  const client = useQueryClient()
  const params = { id }
  const page = useAsk('GET /api/conversations/{id}', { params })
  const messages = useAskPages('GET /api/conversations/{id}/messages', { params }, { limit: 100 })
  const events = useAskPages('GET /api/conversations/{id}/events', { params }, { limit: 100 })
  const { fetchNextPage: more, hasNextPage: hasMore, isFetchingNextPage: isFetching } = messages
  useEffect(() => {
    if (hasMore && !isFetching) void more()
  }, [hasMore, isFetching, more])
  const {
    fetchNextPage: moreEvents,
    hasNextPage: hasMoreEvents,
    isFetchingNextPage: isFetchingEvents,
  } = events
  useEffect(() => {
    if (hasMoreEvents && !isFetchingEvents) void moreEvents()
  }, [hasMoreEvents, isFetchingEvents, moreEvents])
  const summary: ConversationSummary | undefined = page.data ?? fromLists(client, id)
  return { page, conversation: page.data, summary, messages, events: events.items }
}

type Lists = { pages: { items: ConversationSummary[] }[] }

function fromLists(client: ReturnType<typeof useQueryClient>, id: number): ConversationSummary | undefined {
  return client
    .getQueriesData<Lists>({ queryKey: ['GET /api/conversations'] })
    .flatMap(([, lists]) => lists?.pages?.flatMap((page) => page.items) ?? [])
    .find((one) => one.id === id)
}
