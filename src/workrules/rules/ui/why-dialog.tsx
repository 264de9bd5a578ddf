import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { DeedLines } from './deed-lines.tsx'

/** Why this happened: each time rules were asked about the conversation, what they did and what kept the others from it. */
export function WhyDialog({ conversationId, onClose }: { conversationId: number; onClose: () => void }) {
  const pages = useAskPages(
    'GET /api/conversations/{id}/rule-runs',
    { params: { id: conversationId } },
    { limit: 20 },
  )
  return (
    <Dialog title={m.rules_why()} isOpen onClose={onClose} width={620}>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <Skeleton className="h-32" />
      ) : pages.items.length === 0 ? (
        <p className="text-list text-ink2">{m.rules_why_none()}</p>
      ) : (
        <ol className="grid gap-5">
          {pages.items.map((run) => (
            <li key={run.id}>
              <h3 className="mb-1 text-small font-semibold text-ink2" title={exactOf(run.at)}>
                {whenOf(run.at)} · {run.occasion}
              </h3>
              {run.deeds.map((one) => (
                <div key={one.id} className="border-l-2 border-ai py-0.5 pl-3">
                  <p className="font-medium">{one.ruleName}</p>
                  <DeedLines deeds={one.deeds} />
                  {one.held.length > 0 && (
                    <p className="text-small text-ink3">
                      {m.rules_because({ conditions: one.held.join(m.rules_and()) })}
                    </p>
                  )}
                  {one.chain.length > 0 && (
                    <p className="text-small text-ink3">
                      {m.rules_why_chain({ names: one.chain.join(' → ') })}
                    </p>
                  )}
                </div>
              ))}
              {run.passedBy.length > 0 && (
                <ul className="mt-1 grid gap-0.5 pl-3 text-small text-ink3">
                  {run.passedBy.map((one) => (
                    <li key={one.ruleId}>{m.rules_why_not({ name: one.ruleName, because: one.because })}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <Button className="mt-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.rules_more()}
        </Button>
      )}
    </Dialog>
  )
}
