import type { z } from 'zod'
import type { graph } from '../graph.ts'

/** A flow to begin with. What people of the desk read is in the language of who makes it; what customers read is in both. */
export type Ready = {
  key: string
  name: Say
  about: Say
  steps(of: (en: string, ja: string) => string): z.input<typeof graph>['steps']
}
type Say = { en: string; ja: string }

const day = 1_440

/** Days as they pass, and hours of work. */
export const days = (count: number) => ({ minutes: count * day, clock: 'always' as const })
export const openHours = (count: number) => ({ minutes: count * 60, clock: 'open_hours' as const })
