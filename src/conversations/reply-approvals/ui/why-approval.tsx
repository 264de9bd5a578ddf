import { useAsk } from '#agent/ask.ts'
import { m } from '#texts'
import { reasonName } from '../../ui/reasons.ts'
import type { Because } from './use-asking.ts'

/** Above the text: why it goes to a colleague first. */
export function WhyApproval({ because, brandId }: { because: Because | undefined; brandId: number }) {
  const isOn = { enabled: because !== undefined && because.reasonId !== null, staleTime: 60_000 }
  const reasons = useAsk('GET /api/contact-reasons', { query: { brandId } }, isOn).data?.items
  if (!because) return null
  const reason = reasons?.find((one) => one.id === because.reasonId)
  return (
    <p className="border-b border-line px-3.5 py-1.5 text-small text-ink2">
      {reason
        ? (because.isTakenOff ? m.reply_approvals_why_still : m.reply_approvals_why_reason)({
            reason: reasonName(reason),
          })
        : m.reply_approvals_why_person()}
    </p>
  )
}
