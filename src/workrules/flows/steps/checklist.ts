import { momentIf } from '../moment.ts'
import type { Enter } from './step.ts'

/** Waits until people have ticked everything. */
export const enterChecklist: Enter<'checklist'> = async (tx, { conversation }, step) => ({
  waiting: { waitsFor: 'checklist', dueAt: await momentIf(tx, conversation, step.atMost) },
})
