import { Link } from '@tanstack/react-router'
import { useAsk } from '#agent/ask.ts'
import { dayOf } from '#agent/kit/time.ts'
import { m } from '#texts'

/** By which version of which manual a conversation was handled, once it has been. */
export default function AppliedManuals({ conversationId }: { conversationId: number }) {
  const params = { id: conversationId }
  const items = useAsk('GET /api/conversations/{id}/applied-manuals', { params }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <section aria-label={m.required_reading_applied()} className="mt-1.5">
      <h4 className="text-[11px] font-semibold text-ink3">{m.required_reading_applied()}</h4>
      <ul>
        {items.map((one) => (
          <li key={one.articleId} className="text-small">
            <Link
              to="/knowledge/$id"
              params={{ id: String(one.articleId) }}
              search={{ side: 'versions' }}
              className="text-ai underline underline-offset-2 max-phone:inline-block max-phone:py-2"
            >
              {one.title}
            </Link>
            <span className="text-ink2">
              {' '}
              {m.required_reading_applied_version({ number: one.number, when: dayOf(one.publishedAt) })}
              {one.isSuperseded && ` — ${m.required_reading_superseded()}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
