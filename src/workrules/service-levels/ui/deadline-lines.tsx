import { useAsk } from '#agent/ask.ts'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'

/** By when this conversation has to be answered and resolved, in words; a line for each clock that runs or stands. */
export default function DeadlineLines({ conversationId }: { conversationId: number }) {
  const asked = useAsk(
    'GET /api/conversations/{id}/deadlines',
    { params: { id: conversationId } },
    { refetchInterval: 60_000 },
  )
  const running = asked.data?.items.filter((one) => one.endedAt === null) ?? []
  if (running.length === 0) return null
  return (
    <ul
      aria-label={m.service_levels_deadlines()}
      className="border-b border-line px-5 py-1.5 max-phone:px-3.5"
    >
      {running.map((one) => (
        <li
          key={one.kind}
          title={one.serviceLevel}
          className={cx(
            'flex items-start gap-1.5 text-small leading-[20px]',
            one.isBreached ? 'font-medium text-shu' : one.isNear ? 'text-kohaku' : 'text-ink3',
          )}
        >
          <span className="mt-[3px]">
            <Icon name={one.isBreached ? 'alert' : 'clock'} size={14} />
          </span>
          <span className="text-pretty [word-break:auto-phrase]">{one.text}</span>
        </li>
      ))}
    </ul>
  )
}
