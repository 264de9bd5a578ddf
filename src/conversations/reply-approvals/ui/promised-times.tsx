import { lazy, Suspense } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { ReplyApproval } from '../contract.ts'
import type { Times } from './use-times.ts'

const PromiseDialog = lazy(() => import('../../promises/ui/promise-dialog.tsx'))

/** What a reply promises and by when; whoever decides may name other times, and must where one has passed while it waited. */
export function PromisedTimes({
  approval,
  times,
  mayChange,
}: {
  approval: ReplyApproval
  times: Times
  mayChange: boolean
}) {
  const { promises } = approval
  if (promises.length === 0) return null
  return (
    <div className="grid gap-1 text-small text-ink2">
      {promises.map(({ what, isMoved }, at) => {
        const when = exactOf(times.dueAts[at] ?? '')
        const isPast = times.isPast(at)
        return (
          <div key={`${at} ${what}`} className="flex items-center gap-2">
            <span className={isPast ? 'min-w-0 flex-1 text-kohaku line-through' : 'min-w-0 flex-1'}>
              {isMoved
                ? m.reply_approvals_puts_off({ what, when })
                : m.reply_approvals_promises({ what, when })}
            </span>
            {mayChange && (
              <Button look={isPast ? 'line' : 'quiet'} onClick={() => times.choose(at)}>
                {isPast ? m.reply_approvals_choose_time() : m.reply_approvals_new_time()}
              </Button>
            )}
          </div>
        )
      })}
      {mayChange && times.firstPast !== undefined && (
        <p role="status" className="rounded-[8px] bg-kohaku-soft px-3 py-2 text-kohaku">
          {m.reply_approvals_time_passed()}
        </p>
      )}
      {times.chosen !== undefined && (
        <Suspense>
          <PromiseDialog
            conversationId={approval.conversation.id}
            title={promises[times.chosen]?.what ?? ''}
            save={m.reply_approvals_take_time()}
            onlyTime
            onTake={({ dueAt }) => times.set(times.chosen ?? 0, dueAt)}
            onClose={() => times.choose(undefined)}
          />
        </Suspense>
      )}
    </div>
  )
}
