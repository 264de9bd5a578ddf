import { Link } from '@tanstack/react-router'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { exactOf, clockOf } from '#agent/kit/time.ts'
import { useLeads, useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../contract.ts'
import type { Changes } from './use-changes.ts'

/** What must be known before anything is done here: hidden, locked by somebody, merged away, spam. */
export function Banner({ conversation, changes }: { conversation: ConversationPage; changes: Changes }) {
  const me = useMe()
  const leads = useLeads()
  const { lock } = conversation
  if (conversation.mergedIntoId !== null)
    return (
      <Line>
        <span>{m.agent_merged_into({ number: conversation.mergedIntoId })}</span>
        <Link
          to="/inbox/$view/$id"
          params={{ view: 'all', id: String(conversation.mergedIntoId) }}
          className="underline underline-offset-2"
        >
          {m.agent_open()}
        </Link>
      </Line>
    )
  if (lock && lock.staff.id !== me?.id)
    return (
      <Line>
        <b>{m.agent_locked_by({ name: lock.staff.name })}</b>
        <span>{m.agent_locked_until({ time: clockOf(lock.until) })}</span>
        <span className="flex-1" />
        {leads && (
          <Button look="quiet" onClick={() => void changes.lock(true, true)}>
            {m.agent_take_over()}
          </Button>
        )}
      </Line>
    )
  if (conversation.isSnoozed)
    return (
      <Line>
        <b>{m.agent_snoozed()}</b>
        <span>
          {conversation.snoozedUntil
            ? m.agent_until({ when: exactOf(conversation.snoozedUntil) })
            : m.agent_until_reply()}
        </span>
        <span className="flex-1" />
        <Button look="quiet" onClick={() => void changes.unsnooze()}>
          {m.agent_show_now()}
        </Button>
      </Line>
    )
  if (conversation.status === 'spam')
    return (
      <Line>
        <b>{m.agent_status_spam()}</b>
        <span className="flex-1" />
        <Button look="quiet" onClick={() => void changes.spam(false)}>
          {m.agent_not_spam()}
        </Button>
      </Line>
    )
  return null
}

function Line({ children }: { children: React.ReactNode }) {
  return (
    <div
      className={cx(
        'flex min-h-9 items-center gap-2.5 border-b border-line bg-kohaku-soft px-5 py-1 text-small text-kohaku max-phone:px-3.5',
      )}
    >
      {children}
    </div>
  )
}
