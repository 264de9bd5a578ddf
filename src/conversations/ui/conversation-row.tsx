import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memo, type MouseEvent } from 'react'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { agoOf, weekdayClockOf, dayOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { ConversationSummary } from '../contract.ts'
import { ahead } from './use-list-keys.ts'
import { channelName, customerName, priorityName, statusName, subjectOf } from './words.ts'

type RowProps = {
  view: string
  conversation: ConversationSummary
  isOpen: boolean
  isSelected: boolean
  isSelecting: boolean
  onSelect: (id: number, isRange: boolean) => void
  /** The minute it is, so that what is told as "3 min" grows older. */
  minute: number
}

/** A conversation in four lines: who and when, what about, how it goes on, what state it is in. Drawn anew only when one of these changes. */
export const ConversationRow = memo(function ConversationRow(row: RowProps) {
  const { view, conversation, isOpen, isSelected, isSelecting, onSelect } = row
  const client = useQueryClient()
  const name = customerName(conversation.customer)
  const click = (event: MouseEvent) => {
    if (!event.shiftKey && !event.metaKey && !event.ctrlKey) return
    event.preventDefault()
    onSelect(conversation.id, event.shiftKey)
  }
  return (
    <div className="group relative border-b border-line">
      <Link
        to="/inbox/$view/$id"
        params={{ view, id: String(conversation.id) }}
        replace={isOpen}
        onClick={click}
        onMouseEnter={() => ahead(client, conversation.id)}
        // A finger does not hover; between touching and letting go the answer is half here.
        onPointerDown={() => ahead(client, conversation.id)}
        aria-current={isOpen ? 'true' : undefined}
        className={cx(
          'grid grid-cols-[10px_minmax(0,1fr)_auto] gap-x-2 gap-y-0.5 py-2.5 pr-3.5 pl-3 -outline-offset-2',
          isSelected || isOpen ? 'bg-ai-soft' : 'hover:bg-mat/50',
          isOpen && 'shadow-[inset_3px_0_0_var(--ai)]',
        )}
      >
        <span>
          {conversation.isUnread && (
            <span
              role="img"
              aria-label={m.agent_unread()}
              className={cx(
                'mt-[7px] block size-[7px] rounded-full bg-ai',
                isSelecting ? 'invisible' : 'group-hover:invisible',
              )}
            />
          )}
        </span>
        <span className={cx('truncate', conversation.isUnread ? 'font-semibold' : 'font-medium')}>
          {name}
        </span>
        <time dateTime={conversation.lastMessageAt} className="text-[11px] leading-[20px] text-ink3">
          {agoOf(conversation.lastMessageAt)}
        </time>
        <span className="col-span-2 col-start-2 truncate">{subjectOf(conversation.subject)}</span>
        <span className="col-span-2 col-start-2 truncate text-small text-ink3">
          {conversation.preview || '\u00a0'}
        </span>
        <span className="col-span-2 col-start-2 mt-[3px] flex h-[18px] flex-wrap gap-[5px] overflow-hidden">
          <States conversation={conversation} view={view} />
        </span>
      </Link>
      <input
        type="checkbox"
        aria-label={m.agent_select_one({ name })}
        checked={isSelected}
        onChange={(event) => onSelect(conversation.id, (event.nativeEvent as PointerEvent).shiftKey === true)}
        className={cx(
          'absolute top-[13px] left-[9px] size-3.5 accent-(--ai)',
          isSelecting || isSelected
            ? ''
            : 'opacity-0 focus-visible:opacity-100 group-hover:opacity-100 max-phone:hidden',
        )}
      />
    </div>
  )
})

function States({ conversation, view }: { conversation: ConversationSummary; view: string }) {
  const { status, priority } = conversation
  const isQuiet = status === 'open' || (view !== 'all' && Number.isNaN(Number(view)))
  return (
    <>
      {conversation.hasFailed && <Chip tone="shu">{m.agent_not_delivered()}</Chip>}
      {(priority === 'urgent' || priority === 'high') && (
        <Chip tone={priority === 'urgent' ? 'shu' : 'kohaku'}>{priorityName(priority)}</Chip>
      )}
      <Due at={conversation.nextDueAt} />
      {conversation.complaint && <Chip tone="kohaku">{m.complaints_chip()}</Chip>}
      {conversation.escalation && (
        <Chip tone={conversation.escalation === 'waiting' ? 'shu' : 'ai'}>
          {conversation.escalation === 'waiting' ? m.escalation_chip_waiting() : m.escalation_chip_accepted()}
        </Chip>
      )}
      {conversation.openPromises > 0 && <Chip tone="ai">{m.promises_chip()}</Chip>}
      {conversation.isSnoozed ? (
        <Chip tone="kohaku">
          {conversation.snoozedUntil ? snoozeWords(conversation.snoozedUntil) : m.agent_until_reply()}
        </Chip>
      ) : (
        // A deadline that is past says more than how long somebody has waited.
        !isPast(conversation.nextDueAt) && <Waiting since={conversation.waitingSince} />
      )}
      {status === 'new' && <Chip tone="ai">{statusName(status)}</Chip>}
      {!isQuiet && status !== 'new' && (
        <Chip tone={status === 'resolved' || status === 'closed' ? 'matcha' : 'plain'}>
          {statusName(status)}
        </Chip>
      )}
      {conversation.tags.slice(0, 3).map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
      {conversation.language && <Chip>{conversation.language.toUpperCase()}</Chip>}
      <Chip tone="ai">{channelName(conversation.channel)}</Chip>
    </>
  )
}

/** What is left until the nearest deadline, from four hours before it; red when it is past. */
function Due({ at }: { at: string | null }) {
  if (!at) return null
  const minutes = Math.floor((new Date(at).getTime() - Date.now()) / 60_000)
  if (minutes >= 240) return null
  if (minutes >= 60)
    return <Chip tone="kohaku">{m.agent_due_hours({ count: Math.floor(minutes / 60) })}</Chip>
  if (minutes >= 0) return <Chip tone="kohaku">{m.agent_due_minutes({ count: minutes })}</Chip>
  const past = -minutes
  return (
    <Chip tone="shu">
      {past < 60
        ? m.agent_overdue_minutes({ count: past })
        : past < 48 * 60
          ? m.agent_overdue_hours({ count: Math.floor(past / 60) })
          : m.agent_overdue_days({ count: Math.floor(past / 1_440) })}
    </Chip>
  )
}

/** How long the customer has waited for us; silent for the first hour, late after a day. */
function Waiting({ since }: { since: string | null }) {
  if (!since) return null
  const hours = Math.floor((Date.now() - new Date(since).getTime()) / 3_600_000)
  if (hours < 1) return null
  return hours < 24 ? (
    <Chip tone="kohaku">{m.agent_waits_hours({ count: hours })}</Chip>
  ) : (
    <Chip tone="shu">{m.agent_waits_days({ count: Math.floor(hours / 24) })}</Chip>
  )
}

const isPast = (at: string | null) => at !== null && new Date(at).getTime() < Date.now()

function snoozeWords(until: string): string {
  const isSoon = new Date(until).getTime() - Date.now() < 6 * 86_400_000
  return m.agent_until({ when: isSoon ? weekdayClockOf(until) : dayOf(until) })
}
