import { lazy, Suspense, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { Composer } from '../../ui/composer/use-composer.ts'
import { ApprovalCard } from './approval-card.tsx'

const RestateDialog = lazy(() => import('../../../workrules/complaints/ui/restate-dialog.tsx'))

/** Below what was said: replies that wait here for a word, and what one got back. Only staff sees them. */
export default function RepliesToApprove({
  conversation,
  composer,
}: {
  conversation: ConversationPage
  composer: Composer
}) {
  const me = useMe()
  const [isRestating, setRestating] = useState(false)
  const params = { id: conversation.id }
  const items =
    useAsk('GET /api/conversations/{id}/reply-approvals', { params }, { staleTime: 10_000 }).data?.items ?? []
  // What was sent back or changed is news to who wrote it.
  const shown = items.filter((one) => one.state === 'waiting' || one.author.id === me?.id)
  if (shown.length === 0) return null
  return (
    <section aria-label={m.reply_approvals_title()} className="grid gap-2.5">
      {shown.map((approval) => (
        <ApprovalCard key={`${approval.id}${approval.state}`} approval={approval}>
          {approval.state === 'sent_back' && composer.mode === undefined && (
            <div className="flex justify-end">
              <Button
                onClick={() =>
                  approval.kind === 'restatement'
                    ? setRestating(true)
                    : composer.takeBack(approval.kind === 'forward' ? 'forward' : 'reply')
                }
              >
                {m.reply_approvals_write_on()}
              </Button>
            </div>
          )}
        </ApprovalCard>
      ))}
      {isRestating && (
        <Suspense>
          <RestateDialog conversation={conversation} onClose={() => setRestating(false)} />
        </Suspense>
      )}
    </section>
  )
}
