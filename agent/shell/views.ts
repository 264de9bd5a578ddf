import { m } from '#texts'
import type { View } from '#conversations/contract.ts'

/** The views of the desk in their order, with the letter that follows `g`. */
export const deskViews: readonly { view: View; letter: string }[] = [
  { view: 'mine', letter: 'm' },
  { view: 'unassigned', letter: 'u' },
  { view: 'open', letter: 'o' },
  { view: 'waiting', letter: 'w' },
  { view: 'overdue', letter: 'd' },
  { view: 'snoozed', letter: 'z' },
  { view: 'mentions', letter: 'n' },
  { view: 'resolved', letter: 'e' },
  { view: 'spam', letter: 'x' },
  { view: 'all', letter: 'a' },
]

const names: Record<View, () => string> = {
  mine: m.agent_view_mine,
  unassigned: m.agent_view_unassigned,
  open: m.agent_view_open,
  waiting: m.agent_view_waiting,
  overdue: m.agent_view_overdue,
  snoozed: m.agent_view_snoozed,
  mentions: m.agent_view_mentions,
  resolved: m.agent_view_resolved,
  spam: m.agent_view_spam,
  all: m.agent_view_all,
}

export const viewName = (view: View): string => names[view]()

export const isDeskView = (view: string): view is View => view in names
