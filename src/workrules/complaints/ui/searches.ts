import type { Complaint } from '../contract.ts'

/** What the complaints screen keeps in its address. */
export const states = ['all', 'unconfirmed', 'confirmed', 'changed'] as const
export type ComplaintsSearch = {
  state?: (typeof states)[number] | undefined
  of?: 'open' | 'over' | undefined
  severity?: Complaint['severity'] | undefined
  temperature?: Complaint['temperature'] | undefined
}

const severities = ['minor', 'moderate', 'serious', 'critical'] as const
const temperatures = ['calm', 'displeased', 'angry', 'threatening'] as const
const one = <T extends string>(all: readonly T[], value: unknown) => all.find((known) => known === value)

export function readComplaintsSearch(search: Record<string, unknown>): ComplaintsSearch {
  const read: ComplaintsSearch = {
    state: one(states, search['state']),
    of: one(['open', 'over'] as const, search['of']),
    severity: one(severities, search['severity']),
    temperature: one(temperatures, search['temperature']),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}
