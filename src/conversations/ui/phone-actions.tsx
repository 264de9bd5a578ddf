import type { ReactNode } from 'react'
import { m } from '#texts'
import type { ConversationPage } from '../contract.ts'
import type { Changes } from './use-changes.ts'
import type { Layer } from './use-conversation-actions.ts'

type Wish = {
  conversation: ConversationPage
  changes: Changes
  onLayer: (layer: Layer) => void
  onNext: () => void
}

/** What the header offers on a wide screen, within the thumb's reach. */
export function PhoneActions({ conversation, changes, onLayer, onNext }: Wish) {
  if (!conversation.may.change) return null
  const isDone = conversation.status === 'resolved' || conversation.status === 'closed'
  const finish = () => {
    if (!isDone && changes.asksFirst('resolved')) return
    void changes.status(isDone ? 'open' : 'resolved')
    if (!isDone) onNext()
  }
  return (
    <div className="grid grid-cols-4 border-t border-line pb-[env(safe-area-inset-bottom)] phone:hidden">
      <Act onClick={finish}>{isDone ? m.agent_reopen() : m.agent_resolve()}</Act>
      <Act onClick={() => onLayer('snooze')}>{m.agent_snooze()}</Act>
      <Act onClick={() => onLayer('assign')}>{m.agent_assign()}</Act>
      <Act onClick={() => onLayer('tags')}>{m.agent_tags()}</Act>
    </div>
  )
}

function Act({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="h-12 text-center text-list whitespace-nowrap text-ink2"
    >
      {children}
    </button>
  )
}
