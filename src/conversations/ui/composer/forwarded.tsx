import { useQueryClient } from '@tanstack/react-query'
import { Icon } from '#agent/kit/icon.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Message } from '../../contract.ts'

/** Which message goes along, with its files: the one chosen, or the customer's newest. */
export function Forwarded({
  conversationId,
  messageId,
}: {
  conversationId: number
  messageId: number | undefined
}) {
  const client = useQueryClient()
  const all = client
    .getQueriesData<{ pages: { items: Message[] }[] }>({
      queryKey: ['GET /api/conversations/{id}/messages', { params: { id: conversationId } }],
    })
    .flatMap(([, found]) => found?.pages.flatMap((page) => page.items) ?? [])
    .filter((one) => one.direction !== 'note')
  const message =
    messageId === undefined
      ? (all.findLast((one) => one.direction === 'in') ?? all.at(-1))
      : all.find((one) => one.id === messageId)
  if (!message) return null
  const files = message.attachments.filter((one) => !one.isInline)
  return (
    <div className="mx-3.5 mb-2 border-l-2 border-line pl-3 text-small text-ink2">
      <div className="text-ink3">
        {m.conversations_forwarded_along({ name: message.author.name, when: whenOf(message.createdAt) })}
      </div>
      <p className="line-clamp-2">{message.text}</p>
      {files.length > 0 && (
        <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-ink3">
          <Icon name="clip" size={12} /> {files.map((one) => one.name).join(', ')}
        </p>
      )}
    </div>
  )
}
