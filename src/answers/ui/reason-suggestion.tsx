import { useActions } from '#agent/actions.ts'
import { useAsk } from '#agent/ask.ts'
import { Kbd } from '#agent/kit/kbd.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../conversations/contract.ts'
import { wayOf } from '../../conversations/ui/reasons.ts'

/** Which contact reason it is likely about, taken with one key; nothing is set until somebody does. */
export function ReasonSuggestion({
  conversation,
  onTake,
}: {
  conversation: ConversationPage
  onTake: (reasonId: number) => void
}) {
  const params = { id: conversation.id }
  const reason = useAsk('GET /api/conversations/{id}/beside', { params }, { staleTime: 60_000 }).data?.reason
  const reasons = useAsk(
    'GET /api/contact-reasons',
    { query: {} },
    { staleTime: 300_000, enabled: reason != null },
  ).data
  const named = reasons?.items.find((one) => one.id === reason?.reasonId)
  const words = {
    reason: named ? wayOf(reasons?.items ?? [], named) : '',
    percent: Math.round(100 * (reason?.probability ?? 0)),
  }
  const take = () => reason && onTake(reason.reasonId)
  useActions([
    {
      id: 'take-reason',
      name: m.answers_reason_take(words),
      keys: 'y',
      group: m.agent_group_conversation(),
      isOff: !named,
      isHidden: !named,
      run: take,
    },
  ])
  if (!named) return null
  return (
    <span className="flex items-center pl-4">
      <button
        type="button"
        onClick={take}
        aria-label={m.answers_reason_take(words)}
        title={m.answers_reason_take(words)}
        className="flex items-center gap-1.5 rounded-[9px] border border-dashed border-line px-2 text-[11px] leading-[18px] whitespace-nowrap hover:border-ai hover:text-ai max-phone:min-h-11"
      >
        {m.answers_reason_likely(words)}
        <Kbd keys="y" />
      </button>
    </span>
  )
}
