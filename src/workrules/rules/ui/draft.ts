import type { Done, Group, Rule } from '../contract.ts'

export type Way = 'all' | 'any' | 'none'
export type Value = Done['value'][string]

/** What is being written. Lines have ids of their own, so that the screen keeps them apart while they come and go. */
export type DraftAsked = { id: number; condition: string; not: boolean; value: Value }
export type DraftGroup = { id: number; way: Way; of: (DraftAsked | DraftGroup)[] }
export type DraftDone = { id: number; action: string; value: Record<string, Value> }
export type Draft = {
  name: string
  isOn: boolean
  isLast: boolean
  when: Rule['when']
  conditions: DraftGroup
  actions: DraftDone[]
}

let last = 0
export const newId = () => ++last

export function newDraft(): Draft {
  return {
    name: '',
    isOn: true,
    isLast: false,
    when: { on: 'message_received' },
    conditions: { id: newId(), way: 'all', of: [] },
    actions: [],
  }
}

export function draftOf(
  rule: Omit<Draft, 'conditions' | 'actions'> & Pick<Rule, 'conditions' | 'actions'>,
): Draft {
  const { name, isOn, isLast, when, conditions, actions } = rule
  return {
    ...{ name, isOn, isLast, when },
    conditions: groupOf(conditions),
    actions: actions.map((one) => ({ ...one, id: newId() })),
  }
}

/** A group as it is edited. */
export function groupOf(group: Group): DraftGroup {
  const way: Way = group.all ? 'all' : group.any ? 'any' : 'none'
  const of = (group[way] ?? []).map((one) => ('condition' in one ? { ...one, id: newId() } : groupOf(one)))
  return { id: newId(), way, of }
}

/** What is sent. */
export function sentOf(draft: Draft) {
  const { name, isOn, isLast, when, conditions, actions } = draft
  return {
    ...{ name, isOn, isLast, when },
    conditions: sentGroup(conditions) as Rule['conditions'],
    actions: actions.map(({ action, value }) => ({ action, value })),
  }
}

/** A group as it is sent. */
export function sentGroup({ way, of }: DraftGroup): Group {
  const sent = of.map((one) =>
    'condition' in one ? { condition: one.condition, not: one.not, value: one.value } : sentGroup(one),
  )
  return { [way]: sent }
}

/** Groups stand in groups so deep and no deeper. */
export const deepest = 3
