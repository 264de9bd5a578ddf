import type { Tone } from '#agent/kit/chip.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Approval } from '../contract.ts'

export function stateOf({ state, isOverdue }: Pick<Approval, 'state' | 'isOverdue'>): {
  name: string
  tone: Tone
} {
  if (state === 'waiting' && isOverdue) return { name: m.authority_state_overdue(), tone: 'shu' }
  return {
    waiting: { name: m.authority_state_waiting(), tone: 'kohaku' as const },
    approved: { name: m.authority_state_approved(), tone: 'matcha' as const },
    refused: { name: m.authority_state_refused(), tone: 'shu' as const },
    withdrawn: { name: m.authority_state_withdrawn(), tone: 'plain' as const },
  }[state]
}

export const askedWords = ({ askedBy, askedAt }: Pick<Approval, 'askedBy' | 'askedAt'>) =>
  askedBy
    ? m.authority_asked_by({ name: askedBy.name, when: whenOf(askedAt) })
    : m.authority_asked_by_flow({ when: whenOf(askedAt) })

/** Whose answer is missing; deputies with whose they are. */
export const waitedFor = ({ approvers }: Pick<Approval, 'approvers'>): string =>
  approvers
    .filter(({ hasSaid }) => !hasSaid)
    .map((one) =>
      one.for ? `${one.staff.name} (${m.authority_for_deputy({ name: one.for.name })})` : one.staff.name,
    )
    .join(', ')
