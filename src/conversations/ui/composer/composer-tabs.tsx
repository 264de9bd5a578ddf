import { IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import { channelName } from '../words.ts'
import type { Composer as ComposerState, Mode } from './use-composer.ts'

/** What is being written: an answer, to whom, or a note; and whether it is kept. */
export function ComposerTabs({
  conversation,
  mode,
  composer,
  hasAll,
  words,
  onClose,
}: {
  conversation: ConversationPage
  mode: Mode
  composer: ComposerState
  hasAll: boolean
  words: string
  onClose: () => void
}) {
  const isMail = conversation.channel === 'email' || conversation.channel === 'form'
  const tabs: { mode: Mode; name: string }[] = [
    {
      mode: 'reply',
      name: `${m.agent_reply()} · ${channelName(conversation.channel === 'form' ? 'email' : conversation.channel)}`,
    },
    ...(hasAll ? [{ mode: 'reply_all' as const, name: m.agent_reply_all() }] : []),
    ...(isMail ? [{ mode: 'forward' as const, name: m.agent_forward() }] : []),
    { mode: 'note', name: m.agent_note() },
  ]
  return (
    <div className="flex items-center gap-3.5 pt-1.5 pr-2 pl-3.5 text-small">
      <div role="tablist" aria-label={m.agent_group_writing()} className="flex min-w-0 gap-3.5">
        {tabs.map((tab) => (
          <button
            key={tab.mode}
            type="button"
            role="tab"
            aria-selected={mode === tab.mode}
            onClick={() => composer.open(tab.mode)}
            className={cx(
              'border-b-2 py-1 whitespace-nowrap max-phone:min-h-11 max-phone:min-w-11 max-phone:text-center',
              mode === tab.mode
                ? 'border-ai font-semibold text-ink'
                : 'border-transparent text-ink3 hover:text-ink',
            )}
          >
            {tab.name}
          </button>
        ))}
      </div>
      <span
        aria-live="polite"
        className="flex-1 truncate text-right text-[11px] text-ink3 max-phone:invisible"
      >
        {words}
      </span>
      <IconButton name={m.agent_close()} onClick={onClose}>
        <Icon name="down" />
      </IconButton>
    </div>
  )
}
