import type { ReactNode } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu, type MenuEntry } from '#agent/kit/menu.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { ReasonSuggestion } from '../../answers/ui/reason-suggestion.tsx'
import type { ConversationPage, ConversationSummary } from '../contract.ts'
import { wayOf } from './reasons.ts'
import type { Changes } from './use-changes.ts'
import type { Layer } from './use-conversation-actions.ts'
import type { Present } from './use-presence.ts'
import { channelName, languageName, priorityName, statusName, subjectOf } from './words.ts'

type HeaderProps = {
  summary: ConversationSummary | undefined
  conversation: ConversationPage | undefined
  changes: Changes
  entries: MenuEntry[]
  presence: Present[]
  onLayer: (layer: Layer) => void
  onPanel: () => void
  onBack: () => void
}

/** What the conversation is about, in which state and whose, and what can be done with it. */
export function ConversationHeader({
  summary,
  conversation,
  changes,
  entries,
  presence,
  onLayer,
  onPanel,
  onBack,
}: HeaderProps) {
  const isDone = summary?.status === 'resolved' || summary?.status === 'closed'
  const isOff = !conversation?.may.change
  return (
    <header className="border-b border-line py-3 pr-5 pl-5 max-phone:px-2 max-phone:py-2">
      <div className="flex items-center gap-2">
        <IconButton name={m.agent_back_to_list()} className="phone:hidden" onClick={onBack}>
          <Icon name="back" size={20} />
        </IconButton>
        {summary ? (
          <h2 className="line-clamp-2 min-w-0 flex-1 text-title leading-[1.4] max-phone:text-[15px]">
            {subjectOf(summary.subject)}
          </h2>
        ) : (
          <Skeleton className="h-5 w-1/2" />
        )}
        <div className="flex shrink-0 items-center gap-2 max-phone:hidden">
          <Button keys="z" disabled={isOff} onClick={() => onLayer('snooze')}>
            {m.agent_snooze()}
          </Button>
          <Button keys="a" disabled={isOff} onClick={() => onLayer('assign')}>
            {m.agent_assign()}
          </Button>
          <Button keys="e" disabled={isOff} onClick={() => void changes.status(isDone ? 'open' : 'resolved')}>
            {isDone ? m.agent_reopen() : m.agent_resolve()}
          </Button>
        </div>
        <IconButton name={m.agent_customer_panel()} className="desk:hidden" onClick={onPanel}>
          <Icon name="person" />
        </IconButton>
        <Menu
          trigger={
            <IconButton name={m.agent_more()}>
              <Icon name="more" />
            </IconButton>
          }
          entries={entries}
        />
      </div>
      {summary && (
        <Facts summary={summary} presence={presence} onLayer={onLayer} isOff={isOff}>
          {conversation?.may.change && conversation.reasonId === null && (
            <ReasonSuggestion
              conversation={conversation}
              onTake={(reasonId) => void changes.reason(reasonId)}
            />
          )}
        </Facts>
      )}
    </header>
  )
}

function Facts({
  summary,
  presence,
  onLayer,
  isOff,
  children,
}: {
  summary: ConversationSummary
  presence: Present[]
  onLayer: (layer: Layer) => void
  isOff: boolean
  /** Stands where the contact reason will. */
  children?: ReactNode
}) {
  const me = useMe()
  const reasons = useAsk(
    'GET /api/contact-reasons',
    { query: {} },
    { staleTime: 300_000, enabled: summary.reasonId !== null },
  ).data
  const teams = useAsk(
    'GET /api/teams',
    { query: {} },
    { staleTime: 300_000, enabled: summary.teamId !== null },
  ).data
  const reason = reasons?.items.find((one) => one.id === summary.reasonId)
  const team = teams?.items.find((one) => one.id === summary.teamId)
  const assignee = !summary.assignee
    ? m.agent_unassigned()
    : summary.assignee.id === me?.id
      ? m.agent_assignee_you()
      : m.agent_assignee({ name: summary.assignee.name })
  const fact = (layer: Layer, words: string) => (
    <Fact>
      <button
        type="button"
        disabled={isOff}
        onClick={() => onLayer(layer)}
        className="-mx-1 rounded-[5px] px-1 enabled:hover:bg-mat enabled:hover:text-ink max-phone:min-h-11"
      >
        {words}
      </button>
    </Fact>
  )
  return (
    <div className="mt-[5px] flex items-start gap-4 text-small text-ink2 max-phone:items-center max-phone:px-2">
      <div className="min-w-0 flex-1 overflow-hidden">
        {/* Every fact but the first of a line has its dot before it: dots at the beginning of a line stand outside what is seen. */}
        <div className="-ml-4 flex flex-wrap items-center gap-y-0.5 max-phone:flex-nowrap max-phone:overflow-x-auto max-phone:[scrollbar-width:none]">
          <Fact>{summary.id}</Fact>
          {fact('status', statusName(summary.status))}
          <Fact>{channelName(summary.channel)}</Fact>
          {children}
          {reason && fact('reason', wayOf(reasons?.items ?? [], reason))}
          {fact('assign', assignee)}
          {team && fact('team', team.name)}
          {summary.priority !== 'normal' &&
            fact('priority', m.agent_priority_is({ priority: priorityName(summary.priority) }))}
          {summary.language && fact('language', languageName(summary.language))}
          {summary.tags.length > 0 && (
            <Tags tags={summary.tags} isOff={isOff} onOpen={() => onLayer('tags')} />
          )}
        </div>
      </div>
      <Presence presence={presence} />
    </div>
  )
}

/** One thing to know of a conversation, with the dot that parts it from the one before. */
const Fact = ({ children }: { children: ReactNode }) => (
  <span className="flex items-center whitespace-nowrap before:w-4 before:shrink-0 before:text-center before:text-ink3 before:content-['·']">
    {children}
  </span>
)

function Tags({ tags, isOff, onOpen }: { tags: string[]; isOff: boolean; onOpen: () => void }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 pl-4 max-phone:flex-nowrap">
      {tags.slice(0, tagsShown).map((tag) => (
        <button key={tag} type="button" disabled={isOff} onClick={onOpen} className={tagDoor}>
          <Chip>{tag}</Chip>
        </button>
      ))}
      {tags.length > tagsShown && (
        <button
          type="button"
          disabled={isOff}
          title={tags.slice(tagsShown).join(' · ')}
          aria-label={m.conversations_more_tags({ count: tags.length - tagsShown })}
          onClick={onOpen}
          className={tagDoor}
        >
          <Chip>+{tags.length - tagsShown}</Chip>
        </button>
      )}
    </span>
  )
}

// More than these would push what was said out of sight.
const tagsShown = 8
const tagDoor =
  'flex shrink-0 items-center rounded-[9px] max-phone:min-h-11 max-phone:min-w-11 max-phone:justify-center'

function Presence({ presence }: { presence: Present[] }) {
  const writer = presence.find((one) => one.isWriting)
  const first = presence[0]
  if (!first) return <span className="shrink-0 text-ink3 max-phone:hidden">{m.agent_only_you()}</span>
  return (
    <span aria-live="polite" className="shrink-0 font-semibold whitespace-nowrap text-kohaku">
      {writer
        ? m.agent_is_writing({ name: writer.staff.name })
        : presence.length === 1
          ? m.agent_is_viewing({ name: first.staff.name })
          : m.agent_are_viewing({ name: first.staff.name, count: presence.length - 1 })}
    </span>
  )
}
