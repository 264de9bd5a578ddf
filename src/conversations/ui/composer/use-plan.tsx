import { type ReactNode, useRef, useState } from 'react'
import { IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { DraftContent } from '../../contract-writing.ts'
import type { How } from './use-sending.ts'

/** When a reply that came back from approval was to leave: so it does, unless its writer says otherwise. */
export function usePlan(onChange: () => void): {
  line: ReactNode
  restore: (kept: Pick<DraftContent, 'sendAt'>) => void
  draft: () => Pick<DraftContent, 'sendAt'>
  with: (how: How) => How
} {
  const [planned, show] = useState<string>()
  // As it will be drawn next: a draft is kept before that.
  const latest = useRef<string>(undefined)
  const set = (at: string | undefined) => {
    latest.current = at
    show(at)
  }
  // A time that has passed is no plan any more.
  const sendAt = planned !== undefined && new Date(planned) > new Date() ? planned : undefined
  const drop = () => {
    set(undefined)
    onChange()
  }
  const line = sendAt !== undefined && (
    <p className="flex min-h-8 items-center gap-2 border-t border-line px-3.5 py-1 text-small text-ink2">
      <Icon name="clock" />
      <span className="flex-1">{m.reply_approvals_leaves_at({ when: exactOf(sendAt) })}</span>
      <IconButton name={m.reply_approvals_at_once()} onClick={drop}>
        <Icon name="close" size={13} />
      </IconButton>
    </p>
  )
  return {
    line,
    restore: (kept) => set(kept.sendAt),
    draft: () => (latest.current === undefined ? {} : { sendAt: latest.current }),
    with: (how) => (sendAt === undefined ? how : { sendAt, ...how }),
  }
}
