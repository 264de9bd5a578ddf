import type { Tx } from '#platform/database.ts'
import type { Kind, StepOf } from '../graph.ts'
import type { Entered, Scene } from '../run.ts'
import { enterApproval } from './approval.ts'
import { enterAsk } from './ask.ts'
import { enterBranch } from './branch.ts'
import { enterChecklist } from './checklist.ts'
import { enterDepartment } from './department.ts'
import { enterDo } from './do.ts'
import { enterEnd } from './end.ts'
import type { Enter } from './step.ts'
import { enterTeam } from './team.ts'
import { enterWait } from './wait.ts'

/** Every kind of step there is, and what it does. */
const kinds: { [K in Kind]: Enter<K> } = {
  ask: enterAsk,
  wait: enterWait,
  branch: enterBranch,
  do: enterDo,
  team: enterTeam,
  approval: enterApproval,
  department: enterDepartment,
  checklist: enterChecklist,
  end: enterEnd,
}

type Steps = { [K in Kind]: StepOf<K> }

/** Does what a step does when a run comes to it. */
export const enter = <K extends Kind>(tx: Tx, scene: Scene, step: Steps[K] & { kind: K }): Promise<Entered> =>
  kinds[step.kind](tx, scene, step)
