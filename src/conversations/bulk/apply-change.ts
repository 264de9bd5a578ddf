import type { Tx } from '#platform/database.ts'
import { assign } from '../assign.ts'
import { changePriority } from '../change-priority.ts'
import { changeReason } from '../change-reason.ts'
import { changeStatus } from '../change-status.ts'
import { changeTags } from '../change-tags.ts'
import { changeTeam } from '../change-team.ts'
import type { Conversation } from '../door.ts'
import { markRead } from '../mark-read.ts'
import { markSpam } from '../mark-spam.ts'
import { snooze, unsnooze } from '../snooze.ts'
import type { BulkChange } from './contract.ts'

/** The same actions as for one conversation, so a bulk change can do nothing that one by one could not. */
export async function applyChange(
  tx: Tx,
  conversation: Conversation,
  change: BulkChange,
  staffId: number,
): Promise<void> {
  const actor = { kind: 'staff' as const, id: staffId }
  switch (change.kind) {
    case 'assign':
      return assign(tx, conversation, { staffId: change.staffId, actor })
    case 'team':
      return changeTeam(tx, conversation, { teamId: change.teamId, actor })
    case 'status':
      return changeStatus(tx, conversation, { status: change.status, actor })
    case 'priority':
      return changePriority(tx, conversation, { priority: change.priority, actor })
    case 'reason':
      return changeReason(tx, conversation, { reasonId: change.reasonId, actor })
    case 'tag':
      return changeTags(tx, conversation, { add: change.add, remove: change.remove, actor })
    case 'snooze': {
      const until = change.until === null ? null : new Date(change.until)
      return snooze(tx, conversation, { until, wakesOnReply: true, actor })
    }
    case 'unsnooze':
      return unsnooze(tx, conversation, { actor })
    case 'spam':
      return markSpam(tx, conversation, { blockCustomer: false, actor })
    case 'read':
      return markRead(tx, { staffId }, conversation, conversation.last_event_id)
  }
}
