import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { Message } from '../contract.ts'

/** Whether the sender is who the mail says: said quietly when proved, plainly when not. */
export function AuthenticationLine({
  authentication,
  from,
}: {
  authentication: Message['authentication']
  from: string | null
}) {
  if (!authentication) return null
  const { spf = 'none', dkim = 'none', dmarc = 'none' } = authentication
  const isProved = dmarc === 'pass' || dkim === 'pass'
  const isForged = dmarc === 'fail'
  const words = isForged
    ? m.agent_sender_forged({ address: from ?? '' })
    : isProved
      ? m.agent_sender_proved()
      : m.agent_sender_unproved()
  return (
    <div
      title={`SPF ${spf} · DKIM ${dkim} · DMARC ${dmarc}`}
      className={cx('mt-1 flex items-center gap-1.5 text-[11px]', isForged ? 'text-shu' : 'text-ink3')}
    >
      {isForged && <Icon name="alert" size={13} />}
      {words}
      <span>
        · SPF {spf} · DKIM {dkim} · DMARC {dmarc}
      </span>
    </div>
  )
}
