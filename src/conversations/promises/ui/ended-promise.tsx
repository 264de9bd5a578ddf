import type { ReactNode } from 'react'
import { Chip, type Tone } from '#agent/kit/chip.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Promised } from '../contract.ts'

/** What became of a promise, and why. */
export function EndedPromise({ promise, children }: { promise: Promised; children: ReactNode }) {
  const { tone, name } = judged(promise)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3">
      <div className="min-w-0">
        <span className="font-medium">{promise.what}</span>
        {children}
        <div className="text-small text-ink2">
          {[
            m.promises_due({ when: exactOf(promise.dueAt) }),
            promise.endedBy && promise.endedAt
              ? m.promises_ended_by({ name: promise.endedBy.name, when: exactOf(promise.endedAt) })
              : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {promise.outcome && <p className="mt-0.5 text-small text-ink2">{promise.outcome}</p>}
      </div>
      <Chip tone={tone}>{name}</Chip>
    </div>
  )
}

function judged({ state, endedAt, dueAt }: Promised): { tone: Tone; name: string } {
  if (state === 'broken') return { tone: 'shu', name: m.promises_state_broken() }
  if (state === 'cancelled') return { tone: 'plain', name: m.promises_state_cancelled() }
  const isLate = endedAt !== null && new Date(endedAt) > new Date(dueAt)
  return isLate
    ? { tone: 'kohaku', name: m.promises_state_kept_late() }
    : { tone: 'matcha', name: m.promises_state_kept() }
}
