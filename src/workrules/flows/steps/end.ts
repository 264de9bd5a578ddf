import type { Enter } from './step.ts'

/** Nothing comes after it. */
export const enterEnd: Enter<'end'> = () => Promise.resolve({ ends: true })
