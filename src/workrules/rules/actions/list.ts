import type { Action } from '../action.ts'
import { assignByTurn } from './assign-by.ts'
import { assignTo } from './assign.ts'
import { startFlow } from './flow.ts'
import { escalate } from './escalate.ts'
import { leaveNote } from './note.ts'
import { notify, notifyTeam } from './notify.ts'
import { setPriority } from './priority.ts'
import { setReason } from './reason.ts'
import { replyWithTemplate } from './reply.ts'
import { putAside } from './snooze.ts'
import { setServiceLevel } from './service-level.ts'
import { setStatus } from './status.ts'
import { tagOff, tagOn } from './tags.ts'
import { askTeam } from './task.ts'
import { giveToTeam } from './team.ts'
import { callWebhook } from './webhook.ts'

/** Everything a rule may do, in the order in which the screen offers it. */
export const actions: readonly Action[] = [
  assignTo,
  assignByTurn,
  giveToTeam,
  setPriority,
  setStatus,
  setReason,
  setServiceLevel,
  tagOn,
  tagOff,
  putAside,
  escalate,
  replyWithTemplate,
  startFlow,
  askTeam,
  leaveNote,
  notify,
  notifyTeam,
  callWebhook,
]

export const actionNamed = new Map(actions.map((one) => [one.key, one]))
