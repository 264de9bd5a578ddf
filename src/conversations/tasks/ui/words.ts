import type { Tone } from '#agent/kit/chip.tsx'
import { weekdayClockOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Task } from '../contract.ts'

/** Whom a task asks. */
export function askedName({ team, owner, expert }: Pick<Task, 'team' | 'owner' | 'expert'>): string {
  if (expert) return expert.name || expert.address
  if (team && owner) return m.tasks_team_and_person({ team: team.name, name: owner.name })
  return team?.name ?? owner?.name ?? m.tasks_nobody()
}

export function stateOf({ state, isOverdue, hasFailed, hasDoubted }: Task): { tone: Tone; name: string } {
  if (hasFailed && state === 'open') return { tone: 'shu', name: m.tasks_state_failed() }
  if (hasDoubted && state === 'open') return { tone: 'kohaku', name: m.tasks_state_doubted() }
  if (isOverdue) return { tone: 'shu', name: m.tasks_state_overdue() }
  return {
    open: { tone: 'kohaku', name: m.tasks_state_open() },
    answered: { tone: 'matcha', name: m.tasks_state_answered() },
    done: { tone: 'plain', name: m.tasks_state_done() },
    cancelled: { tone: 'plain', name: m.tasks_state_cancelled() },
  }[state] as { tone: Tone; name: string }
}

export const dueOf = ({ dueAt }: Pick<Task, 'dueAt'>): string =>
  dueAt === null ? m.tasks_no_due() : m.tasks_due({ when: weekdayClockOf(dueAt) })

export type TimeKey = 'two_hours' | 'today' | 'next_morning' | 'next_day' | 'three_days'

export const timeName = (key: TimeKey): string =>
  ({
    two_hours: m.promises_time_two_hours,
    today: m.promises_time_today,
    next_morning: m.promises_time_next_morning,
    next_day: m.promises_time_next_day,
    three_days: m.promises_time_three_days,
  })[key]()
