import { useQueryClient } from '@tanstack/react-query'
import { useTell } from '#agent/ask.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { Message } from '../contract.ts'
import type { Composer } from './composer/use-composer.ts'

/** How far an answer has come; a failure says why and what to do next. */
export function DeliveryLine({
  message,
  composer,
  isNewest,
}: {
  message: Message
  composer: Composer
  isNewest: boolean
}) {
  const client = useQueryClient()
  const stale = [...aboutConversation(message.conversationId), ['GET /api/conversations']]
  const cancel = useTell('POST /api/messages/{id}/cancel', {
    stale,
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['GET /api/conversations/{id}/draft'] })
      composer.takeBack()
    },
  })
  const retry = useTell('POST /api/messages/{id}/retry', { stale })
  const params = { id: message.id }
  const state = message.deliveryState
  if (state === null) return null
  if (state === 'failed')
    return (
      <div
        role="alert"
        className="mt-1.5 flex flex-wrap items-center justify-end gap-x-2.5 gap-y-1 text-small text-shu"
      >
        <Icon name="alert" size={14} />
        <span>
          {message.deliveryReason
            ? m.agent_failed_because({ reason: message.deliveryReason })
            : m.agent_not_delivered()}
        </span>
        <Act name={m.agent_send_again()} onClick={() => retry.mutate({ params })} isBusy={retry.isPending} />
        <Act name={m.agent_other_address()} onClick={() => composer.open('forward', message.id)} />
      </div>
    )
  return (
    <div className="mt-1 flex items-center justify-end gap-2 text-[11px] text-ink3">
      <span title={message.sentAt ? exactOf(message.sentAt) : undefined}>{stateWords(message)}</span>
      {(state === 'scheduled' || state === 'queued') && (isNewest || state === 'scheduled') && (
        <Act name={m.agent_take_back()} onClick={() => cancel.mutate({ params })} isBusy={cancel.isPending} />
      )}
      {state === 'unknown' && <Act name={m.agent_send_again()} onClick={() => retry.mutate({ params })} />}
    </div>
  )
}

function Act({ name, onClick, isBusy }: { name: string; onClick: () => void; isBusy?: boolean }) {
  return (
    <button
      type="button"
      disabled={isBusy}
      onClick={onClick}
      className="text-ai underline underline-offset-2 disabled:opacity-50 max-phone:min-h-11"
    >
      {name}
    </button>
  )
}

function stateWords(message: Message): string {
  switch (message.deliveryState) {
    case 'scheduled':
      return m.agent_delivery_scheduled({ when: message.sendAt ? exactOf(message.sendAt) : '' })
    case 'queued':
    case 'sending':
      return m.agent_delivery_sending()
    case 'sent':
      return m.agent_delivery_sent()
    case 'delivered':
      return m.agent_delivery_delivered()
    case 'read':
      return m.agent_delivery_read()
    case 'cancelled':
      return m.agent_delivery_cancelled()
    default:
      return m.agent_delivery_unknown()
  }
}
