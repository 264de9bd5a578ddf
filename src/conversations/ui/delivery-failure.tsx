import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { aboutConversation } from '#agent/live.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { Message } from '../contract.ts'
import type { Composer } from './composer/use-composer.ts'

const CorrectAddress = lazy(() => import('./correct-address.tsx'))

const ofAddress = ['mailbox_unknown', 'mailbox_disabled', 'host_unknown', 'no_recipient']
const ofMailbox = ['no_mailbox', 'no_route', 'sign_in_failed', 'relaying_denied', 'private_address']

/** Why an answer did not arrive, what its sender can do about it, and that within reach. */
export function DeliveryFailure({
  message,
  customerId,
  composer,
}: {
  message: Message
  customerId: number | undefined
  composer: Composer
}) {
  const me = useMe()
  const [isCorrecting, setCorrecting] = useState(false)
  const [showsWords, setShowsWords] = useState(false)
  const retry = useTell('POST /api/messages/{id}/retry', {
    stale: [...aboutConversation(message.conversationId), ['GET /api/conversations']],
  })
  const failure = message.failure
  const isMail = message.channel === 'email' || message.channel === 'form'
  const isUnknown = message.deliveryState === 'unknown'
  const isOfAddress = isMail && failure !== null && ofAddress.includes(failure.code)
  const isOfMailbox = me?.role === 'admin' && failure !== null && ofMailbox.includes(failure.code)
  return (
    <div
      role="alert"
      className={cx(
        'mt-1.5 ml-auto w-fit rounded-[8px] px-3 py-2 text-small',
        isUnknown ? 'bg-kohaku-soft text-kohaku' : 'bg-shu-soft text-shu',
      )}
    >
      <p className="flex items-start gap-2">
        <span className="mt-[3px]">
          <Icon name="alert" size={14} />
        </span>
        <span>
          <b className="font-semibold">{isUnknown ? m.agent_delivery_unknown() : m.agent_not_delivered()}</b>{' '}
          {failure?.why} <span className="text-ink2">{failure?.next}</span>
        </span>
      </p>
      {failure && showsWords && (
        <p className="mt-1 pl-[22px] font-mono text-[11px] text-ink2 [overflow-wrap:anywhere]">
          {failure.said}
        </p>
      )}
      <div className="mt-1 flex flex-wrap gap-x-3 pl-[22px]">
        {isOfAddress && <Act name={m.conversations_correct_address()} onClick={() => setCorrecting(true)} />}
        {isOfMailbox && (
          <Link to="/settings/$page" params={{ page: 'mailboxes' }} className={actLook}>
            {m.conversations_open_mailboxes()}
          </Link>
        )}
        <Act
          name={m.agent_send_again()}
          onClick={() => retry.mutate({ params: { id: message.id }, body: {} })}
          isBusy={retry.isPending}
        />
        {isMail && !isOfAddress && (
          <Act name={m.agent_other_address()} onClick={() => composer.open('forward', message.id)} />
        )}
        {failure && failure.said !== '' && !showsWords && (
          <Act name={m.conversations_server_said()} onClick={() => setShowsWords(true)} />
        )}
      </div>
      <Suspense>
        {isCorrecting && (
          <CorrectAddress message={message} customerId={customerId} onClose={() => setCorrecting(false)} />
        )}
      </Suspense>
    </div>
  )
}

const actLook =
  'inline-flex items-center text-ai underline underline-offset-2 disabled:opacity-50 max-phone:min-h-11'

export function Act({ name, onClick, isBusy }: { name: string; onClick: () => void; isBusy?: boolean }) {
  return (
    <button type="button" disabled={isBusy} onClick={onClick} className={actLook}>
      {name}
    </button>
  )
}
