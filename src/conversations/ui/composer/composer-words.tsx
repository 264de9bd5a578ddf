import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { Present } from '../use-presence.ts'
import type { Mode } from './use-composer.ts'

/** What is put below the text when it is sent. */
export function Signature({ text }: { text: string | undefined }) {
  if (!text) return null
  return (
    <div
      aria-label={m.agent_signature()}
      className="line-clamp-2 px-3.5 pb-2 text-small whitespace-pre-line text-ink3"
    >
      {text}
    </div>
  )
}

export function placeholderOf(mode: Mode, conversation: ConversationPage): string {
  if (mode === 'note') return m.agent_note_hint()
  if (mode === 'forward') return m.agent_forward_hint()
  return m.agent_reply_hint({ name: conversation.customer.name || conversation.customer.address || '' })
}

export function writerWords(presence: Present[]): string {
  const writer = presence.find((one) => one.isWriting)
  return writer ? m.agent_is_writing({ name: writer.staff.name }) : ''
}
