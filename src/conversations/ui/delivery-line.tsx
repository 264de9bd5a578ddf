import { useQueryClient } from '@tanstack/react-query'
import { useTell } from '#agent/ask.ts'
import { exactOf } from '#agent/kit/time.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { Message } from '../contract.ts'
import type { Composer } from './composer/use-composer.ts'
import { Act, DeliveryFailure } from './delivery-failure.tsx'

/** How far an answer has come; a failure says why and what to do next. */
export function DeliveryLine({
  message,
  customerId,
  composer,
  isNewest,
}: {
  message: Message
  customerId: number | undefined
  composer: Composer
  isNewest: boolean
}) {
  const client = useQueryClient()
  const cancel = useTell('POST /api/messages/{id}/cancel', {
    stale: [...aboutConversation(message.conversationId), ['GET /api/conversations']],
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['GET /api/conversations/{id}/draft'] })
      composer.takeBack()
    },
  })
  const state = message.deliveryState
  if (state === null) return null
  if (state === 'failed' || state === 'unknown')
    return <DeliveryFailure message={message} customerId={customerId} composer={composer} />
  const mayCancel = state === 'scheduled' || (state === 'queued' && isNewest)
  return (
    <div className="mt-1 flex flex-wrap items-center justify-end gap-x-2 text-right text-[11px] text-ink3">
      {message.failure && (
        <span className="text-kohaku">
          {message.failure.why} {message.failure.next}
        </span>
      )}
      {message.approvedBy && <span>{m.reply_approvals_approved_by({ name: message.approvedBy.name })}</span>}
      <span title={message.sentAt ? exactOf(message.sentAt) : undefined}>{stateWords(message)}</span>
      {mayCancel && (
        <Act
          name={m.agent_take_back()}
          onClick={() => cancel.mutate({ params: { id: message.id } })}
          isBusy={cancel.isPending}
        />
      )}
    </div>
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
