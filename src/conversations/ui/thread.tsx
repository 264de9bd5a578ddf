import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import type { Problem } from '#agent/api.ts'
import type { ConversationPage, Message } from '../contract.ts'
import type { Composer } from './composer/use-composer.ts'
import { EventLine, isTold } from './event-line.tsx'
import { MessageCard } from './message-card.tsx'
import type { TimelineEvent } from './use-conversation.ts'

type ThreadProps = {
  conversation: ConversationPage | undefined
  messages: {
    items: Message[]
    isPending: boolean
    isError: boolean
    error: Problem | Error | null
    refetch: () => unknown
  }
  events: TimelineEvent[]
  composer: Composer
  /** What comes after the last of them. */
  children?: ReactNode
}

/**
 * Messages, notes and what happened between them, oldest first; it stays at its end
 * while news come in, unless somebody has scrolled away.
 */
export function Thread({ conversation, messages, events, composer, children }: ThreadProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const wanted = useRouterState({
    select: (state) => Number(new URLSearchParams(state.location.searchStr).get('message')),
  })
  const items = useMemo(() => woven(messages.items, events), [messages.items, events])
  useStayAtEnd(scroller, items.length, wanted > 0)
  useEffect(() => {
    if (wanted > 0) document.getElementById(`message-${wanted}`)?.scrollIntoView({ block: 'start' })
  }, [wanted, messages.isPending])
  if (messages.isError && messages.items.length === 0)
    return (
      <div className="min-h-0 flex-1">
        <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />
      </div>
    )
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={conversation?.subject}
      className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-5 py-4.5 -outline-offset-2 max-phone:px-3.5"
    >
      {messages.isPending && <MessagesToCome />}
      {items.map((item) =>
        item.message ? (
          <MessageCard
            key={`m${item.message.id}`}
            message={item.message}
            conversation={conversation}
            composer={composer}
            quoted={messages.items.find((one) => one.id === item.message.quotesId)}
            isNewest={item.message.id === messages.items.at(-1)?.id}
            isWanted={item.message.id === wanted}
          />
        ) : (
          <EventLine key={`e${item.event.id}`} event={item.event} />
        ),
      )}
      {/* There before what it holds has come, so that the end is kept in sight when that grows. */}
      <div className="-mt-3.5 *:mt-3.5">{children}</div>
    </div>
  )
}

type Item =
  | { at: string; message: Message; event?: undefined }
  | { at: string; event: TimelineEvent; message?: undefined }

function woven(messages: readonly Message[], events: readonly TimelineEvent[]): Item[] {
  const all: Item[] = [
    ...messages.map((message) => ({ at: message.createdAt, message })),
    ...events
      .filter((event) => isTold(event) && !saysTheReply(event, messages))
      .map((event) => ({ at: event.at, event })),
  ]
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** A reply changes the status by itself; that stands in the header and need not be told again. */
function saysTheReply(event: TimelineEvent, messages: readonly Message[]): boolean {
  if (event.type !== 'conversation.status_changed') return false
  return messages.some(
    (message) =>
      message.direction !== 'note' && Math.abs(Date.parse(message.createdAt) - Date.parse(event.at)) < 1_500,
  )
}

function useStayAtEnd(
  scroller: React.RefObject<HTMLDivElement | null>,
  count: number,
  isElsewhere: boolean,
): void {
  const isAtEnd = useRef(!isElsewhere)
  useLayoutEffect(() => {
    const box = scroller.current
    if (box && isAtEnd.current) box.scrollTop = box.scrollHeight
  }, [scroller, count])
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    let top = box.scrollTop
    const scrolled = () => {
      // Only who moves up leaves the end; growing below is no leaving, though it is seen here first.
      if (box.scrollHeight - box.scrollTop - box.clientHeight < 40) isAtEnd.current = true
      else if (box.scrollTop < top) isAtEnd.current = false
      top = box.scrollTop
    }
    // Frames of mails grow when they have loaded.
    const grown = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
    })
    for (const child of box.children) grown.observe(child)
    grown.observe(box)
    box.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      grown.disconnect()
      box.removeEventListener('scroll', scrolled)
    }
  }, [scroller, count])
}

function MessagesToCome() {
  return (
    <div aria-busy className="grid gap-4">
      <Skeleton className="h-24 w-3/5" />
      <Skeleton className="h-20 w-1/2 justify-self-end" />
    </div>
  )
}
