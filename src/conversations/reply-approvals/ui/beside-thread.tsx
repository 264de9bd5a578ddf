import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { Composer } from '../../ui/composer/use-composer.ts'
import { ApprovalCard } from './approval-card.tsx'

/** Below what was said: replies that wait here for a word, and what one got back. Only staff sees them. */
export default function RepliesToApprove({
  conversationId,
  composer,
}: {
  conversationId: number
  composer: Composer
}) {
  const me = useMe()
  const params = { id: conversationId }
  const items =
    useAsk('GET /api/conversations/{id}/reply-approvals', { params }, { staleTime: 10_000 }).data?.items ?? []
  // What was sent back or changed is news to who wrote it.
  const shown = items.filter((one) => one.state === 'waiting' || one.author.id === me?.id)
  if (shown.length === 0) return null
  return (
    <section
      aria-label={m.reply_approvals_title()}
      className="grid max-h-[46dvh] shrink-0 gap-2.5 overflow-y-auto border-t border-line bg-mat px-5 py-3 max-phone:px-3"
    >
      {shown.map((approval) => (
        <ApprovalCard key={`${approval.id}${approval.state}`} approval={approval}>
          {approval.state === 'sent_back' && composer.mode === undefined && (
            <div className="flex justify-end">
              <Button onClick={() => composer.takeBack(approval.kind === 'forward' ? 'forward' : 'reply')}>
                {m.reply_approvals_write_on()}
              </Button>
            </div>
          )}
        </ApprovalCard>
      ))}
    </section>
  )
}
