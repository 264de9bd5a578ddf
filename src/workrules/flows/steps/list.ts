import type { Tx } from '#platform/database.ts'
import type { Step } from '../graph.ts'
import type { Entered, Scene } from '../run.ts'
import { enterApproval } from './approval.ts'
import { enterAsk } from './ask.ts'
import { enterBranch } from './branch.ts'
import { enterChecklist } from './checklist.ts'
import { enterDepartment } from './department.ts'
import { enterDo } from './do.ts'
import { enterTeam } from './team.ts'
import { enterWait } from './wait.ts'

/** Does what a step does when a run comes to it. */
export async function enter(tx: Tx, scene: Scene, step: Step): Promise<Entered> {
  switch (step.kind) {
    case 'ask':
      return enterAsk(tx, scene, step)
    case 'wait':
      return enterWait(tx, scene, step)
    case 'branch':
      return enterBranch(tx, scene, step)
    case 'do':
      return enterDo(tx, scene, step)
    case 'team':
      return enterTeam(tx, scene, step)
    case 'checklist':
      return enterChecklist(tx, scene, step)
    case 'approval':
      return enterApproval(tx, scene, step)
    case 'department':
      return enterDepartment(tx, scene, step)
    case 'end':
      return { ends: true }
  }
}
