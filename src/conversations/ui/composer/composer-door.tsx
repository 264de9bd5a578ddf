import { lazy, Suspense, useEffect } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Kbd } from '#agent/kit/kbd.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { DraftContent } from '../../contract-writing.ts'
import type { Present } from '../use-presence.ts'
import { channelName } from '../words.ts'
import { Box } from './box.tsx'
import type { Composer as ComposerState } from './use-composer.ts'

const load = () => import('./composer.tsx')
const Composer = lazy(load)

type DoorProps = {
  conversation: ConversationPage
  composer: ComposerState
  presence: Present[]
  onNext: () => void
}

/**
 * Where writing begins: one line until it does, so that reading has the room. The editor is fetched while nobody waits for it.
 */
export function ComposerDoor(props: DoorProps) {
  const { conversation, composer } = props
  const kept = useAsk(
    'GET /api/conversations/{id}/draft',
    { params: { id: conversation.id } },
    { staleTime: 60_000 },
  ).data
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 600))
    idle(() => void load())
  }, [])
  const { open, mode } = composer
  useEffect(() => {
    const begun = [kept?.draft, kept?.note].find(
      (one) => one && (one.text.trim() !== '' || one.attachmentIds.length > 0),
    )
    if (begun && mode === undefined) open(begun.mode, undefined, { isQuiet: true })
    // Once, when the draft is known; closing it must not open it again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [kept !== undefined])
  if (composer.mode !== undefined)
    return (
      <Suspense
        fallback={
          <Box>
            <Skeleton className="m-4 h-20" />
          </Box>
        }
      >
        <Composer
          key={`${conversation.id}-${composer.round}-${composer.mode === 'note'}`}
          {...props}
          mode={composer.mode}
        />
      </Suspense>
    )
  return (
    <Box>
      <button
        type="button"
        onClick={() => open('reply')}
        className="flex h-11 min-w-0 flex-1 items-center gap-2 rounded-l-[12px] px-3.5 text-ink3 hover:text-ink"
      >
        <span className="truncate">
          {begunWords(kept?.draft) ?? m.agent_write_reply({ channel: channelName(conversation.channel) })}
        </span>
        <Kbd keys="r" />
      </button>
      <button
        type="button"
        onClick={() => open('note')}
        className="flex h-11 items-center gap-2 rounded-r-[12px] border-l border-line px-3.5 whitespace-nowrap text-ink3 hover:text-ink"
      >
        <span className="max-w-[180px] truncate">{begunWords(kept?.note) ?? m.agent_note()}</span>
        <Kbd keys="n" />
      </button>
    </Box>
  )
}

/** What waits to be finished is said where it goes on. */
function begunWords(draft: DraftContent | null | undefined): string | undefined {
  const text = draft?.text.trim()
  return text ? m.conversations_draft_begun({ text: text.slice(0, 80) }) : undefined
}
