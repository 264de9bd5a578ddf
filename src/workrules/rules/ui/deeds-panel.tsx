import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { ConversationTitle } from '../../../conversations/ui/conversation-title.tsx'
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
            <ConversationTitle
              id={one.conversationId}
              subject={one.subject}
              about={`#${one.conversationId} · ${whenOf(one.at)}`}
              exactly={exactOf(one.at)}
            />
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
