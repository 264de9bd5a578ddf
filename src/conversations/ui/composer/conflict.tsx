import { useQueryClient } from '@tanstack/react-query'
import { Button } from '#agent/kit/button.tsx'
import { m } from '#texts'
import type { ConversationPage, Message } from '../../contract.ts'
import type { Composer } from './use-composer.ts'
import type { Unseen } from './use-sending.ts'

/** Something came while this was being written: shown before it is sent, so that nobody answers past each other. */
export function Conflict({
  conversation,
  composer,
  unseen,
  onGoOn,
}: {
  conversation: ConversationPage
  composer: Composer
  unseen: Unseen[] | undefined
  onGoOn: () => void
}) {
  const client = useQueryClient()
  if (!unseen || unseen.length === 0) return null
  const ids = unseen.flatMap((one) => one.messageId ?? [])
  const key = ['GET /api/conversations/{id}/messages', { params: { id: conversation.id } }]
  const messages = client
    .getQueriesData<{ pages: { items: Message[] }[] }>({ queryKey: key })
    .flatMap(([, all]) => all?.pages.flatMap((page) => page.items) ?? [])
  const shown = ids.flatMap((id) => messages.find((one) => one.id === id) ?? [])
  return (
    <div role="alert" className="mx-3.5 mt-2 rounded-[8px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
      <div className="flex flex-wrap items-center gap-2">
        <b className="flex-1">{m.agent_not_sent_new({ count: unseen.length })}</b>
        <Button onClick={() => show(ids[0])}>{m.agent_look()}</Button>
        <Button look="primary" onClick={onGoOn} disabled={composer.mode === undefined}>
          {m.agent_send_anyway()}
        </Button>
      </div>
      {shown.map((message) => (
        <p key={message.id} className="mt-1 line-clamp-2 text-ink">
          <b className="font-semibold">{message.author.name}</b> {message.text.slice(0, 240)}
        </p>
      ))}
    </div>
  )
}

function show(messageId: number | undefined): void {
  document.getElementById(`message-${messageId}`)?.scrollIntoView({ block: 'center' })
}
