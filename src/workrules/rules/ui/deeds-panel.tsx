import { Link } from '@tanstack/react-router'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { DeedLines } from './deed-lines.tsx'

/** What a rule did, newest first, and why. */
export function DeedsPanel({ ruleId }: { ruleId: number }) {
  const pages = useAskPages('GET /api/rules/{id}/deeds', { params: { id: ruleId } }, { limit: 20 })
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (pages.isPending) return <Skeleton className="h-20" />
  if (pages.items.length === 0) return <p className="text-small text-ink3">{m.rules_no_deeds()}</p>
  return (
    <>
      <ul className="border-t border-line">
        {pages.items.map((one) => (
          <li key={one.id} className="border-b border-line py-2">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <Link
                to="/inbox/$view/$id"
                params={{ view: 'all', id: String(one.conversationId) }}
                className="font-medium hover:underline"
              >
                {one.subject || m.rules_no_subject()}
              </Link>
              <span className="text-small text-ink3" title={exactOf(one.at)}>
                #{one.conversationId} · {whenOf(one.at)}
              </span>
            </div>
            <DeedLines deeds={one.deeds} />
            {one.held.length > 0 && (
              <p className="text-small text-ink3">
                {m.rules_because({ conditions: one.held.join(m.rules_and()) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="mt-3" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.rules_more()}
        </Button>
      )}
    </>
  )
}
