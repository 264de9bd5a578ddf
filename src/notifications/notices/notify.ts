import { inBrands, type Tx } from '#platform/database.ts'
import type { Task, Tasks } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import type { Desk } from '../../desk.ts'
import { ofReading } from './of-reading.ts'
import { ofStuckFlow } from './of-stuck-flow.ts'
import { ofTask } from './of-task.ts'
import { ofApproval } from './of-approval.ts'
import { ofReplyApproval } from './of-reply-approval.ts'
import { tellStaff } from './tell-staff.ts'

type Telling = (tx: Tx, event: RecordedEvent) => Promise<number[]>

/** The tasks that tell staff of what happened; each may run twice. Connected browsers are told under the topic `notice`. */
export function noticeTasks(desk: Pick<Desk, 'db' | 'live'>): Tasks {
  const task =
    (telling: Telling): Task =>
    async (payload) => {
      const event = payload as RecordedEvent
      const told = await inBrands(desk.db, [event.brandId], (tx) => telling(tx, event))
      for (const staffId of told) desk.live.tell('notice', { staffId, brandId: event.brandId })
    }
  return {
    'notify-assignee': task(ofAssignment),
    'notify-mentioned': task(ofMentions),
    'notify-of-failure': task(ofFailure),
    'notify-followers': task(ofMessage),
    'notify-of-waking': task(ofWaking),
    'notify-of-quarantine': task((tx, event) => toLeads(tx, event, 'quarantined')),
    'notify-of-trouble': task((tx, event) => toLeads(tx, event, 'troubled')),
    'notify-of-promise': task(ofPromise),
    'notify-of-reply-approval': task(ofReplyApproval),
    'notify-of-approval': task(ofApproval),
    'notify-of-deadline': task(ofDeadline),
    'notify-of-rule': task((tx, event) => tellStaff(tx, event, 'rule', namedIn(event.data), event.data)),
    'notify-of-stopped-rule': task((tx, event) => toLeads(tx, event, 'rule_stopped')),
    'notify-of-escalation': task(ofEscalation),
    'notify-of-reading': task(ofReading),
    'notify-of-task': task(ofTask),
    'notify-of-stuck-flow': task(ofStuckFlow),
    'notify-of-webhook': task((tx, event) => toLeads(tx, event, 'webhook_off', ['admin'])),
  }
}

const ofAssignment: Telling = async (tx, event) => {
  const { to } = event.data as { to: number | null }
  return to === null ? [] : tellStaff(tx, event, 'assigned', [to])
}

const ofMentions: Telling = async (tx, event) => {
  const { mentions } = event.data as { mentions?: number[] }
  return tellStaff(tx, event, 'mentioned', mentions ?? [])
}

/** Who wrote the message and who is responsible now: one of them has to act. What no message carries is for who is responsible. */
const ofFailure: Telling = async (tx, event) => {
  const message = await tx
    .selectFrom('messages')
    .innerJoin('conversations', (join) =>
      join
        .onRef('conversations.brand_id', '=', 'messages.brand_id')
        .onRef('conversations.id', '=', 'messages.conversation_id'),
    )
    .select(['messages.staff_id', 'messages.delivery_reason', 'conversations.assignee_id'])
    .where('messages.brand_id', '=', event.brandId)
    .where('messages.id', '=', event.messageId ?? 0)
    .executeTakeFirst()
  if (!message) return ofAssignee(tx, event, 'failed')
  const staffIds = [message.staff_id, message.assignee_id].filter((id) => id !== null)
  return tellStaff(tx, event, 'failed', staffIds, {
    messageId: event.messageId,
    reason: message.delivery_reason,
  })
}

const ofMessage: Telling = async (tx, event) => {
  const { kind } = event.data as { kind?: string }
  if (kind !== 'message') return []
  const followers = await tx
    .selectFrom('followers')
    .select('staff_id')
    .where('brand_id', '=', event.brandId)
    .where('conversation_id', '=', event.conversationId ?? 0)
    // What had come before somebody followed is no news to them.
    .where('since', '<', new Date(event.at))
    .execute()
  return tellStaff(
    tx,
    event,
    'followed',
    followers.map((row) => row.staff_id),
  )
}

/** Only when the time came; whoever was woken by a reply or by hand sees it anyway. */
const ofWaking: Telling = async (tx, event) => {
  const { by } = event.data as { by?: string }
  return by === 'time' ? ofAssignee(tx, event, 'woken') : []
}

/** Whoever keeps it; what is past its time, and what nobody keeps any more, is for those who lead as well. */
const ofPromise: Telling = async (tx, event) => {
  if (event.type === 'promise.given') {
    const { to } = event.data as { to: number | null }
    return to === null
      ? toLeads(tx, event, 'promise_overdue', ['supervisor'])
      : tellStaff(tx, event, 'promise_given', [to])
  }
  const { ownerId } = event.data as { ownerId: number | null }
  const owner = ownerId === null ? [] : [ownerId]
  if (event.type === 'promise.reminded') return tellStaff(tx, event, 'promise_near', owner)
  const toOwner = await tellStaff(tx, event, 'promise_overdue', owner)
  return [...toOwner, ...(await toLeads(tx, event, 'promise_overdue', ['supervisor']))]
}

/** Those who are asked; what nobody takes over in time is for those who lead as well, and what became of it for who handed it up. */
const ofEscalation: Telling = async (tx, event) => {
  const kind = escalationNotices[event.type]
  if (!kind) return []
  const asked = await tellStaff(tx, event, kind, namedIn(event.data), event.data)
  if (kind !== 'escalation_late') return asked
  return [...asked, ...(await toLeads(tx, event, kind, ['supervisor']))]
}

const escalationNotices: Record<
  string,
  'escalated' | 'escalation_late' | 'escalation_back' | 'escalation_taken'
> = {
  'escalation.raised': 'escalated',
  'escalation.went_up': 'escalated',
  'escalation.returned': 'escalated',
  'escalation.late': 'escalation_late',
  'escalation.sent_back': 'escalation_back',
  'escalation.accepted': 'escalation_taken',
}

/** Whoever has the conversation; one that nobody has is everybody's in its team. */
const ofDeadline: Telling = async (tx, event) => {
  const conversation = await tx
    .selectFrom('conversations')
    .select(['assignee_id', 'team_id'])
    .where('brand_id', '=', event.brandId)
    .where('id', '=', event.conversationId ?? 0)
    .executeTakeFirst()
  if (!conversation) return []
  const members = await tx
    .selectFrom('team_members')
    .select('staff_id')
    .where('team_id', '=', conversation.team_id ?? 0)
    .execute()
  const whose = conversation.assignee_id ? [conversation.assignee_id] : members.map((one) => one.staff_id)
  const kind = event.type === 'service_level.warned' ? 'deadline_near' : 'deadline_missed'
  return tellStaff(tx, event, kind, whose, event.data)
}

async function ofAssignee(tx: Tx, event: RecordedEvent, kind: 'woken' | 'failed'): Promise<number[]> {
  const conversation = await tx
    .selectFrom('conversations')
    .select('assignee_id')
    .where('brand_id', '=', event.brandId)
    .where('id', '=', event.conversationId ?? 0)
    .executeTakeFirst()
  return conversation?.assignee_id ? tellStaff(tx, event, kind, [conversation.assignee_id]) : []
}

const namedIn = ({ staffIds }: Record<string, unknown>) =>
  Array.isArray(staffIds) ? staffIds.map(Number) : []

/** What no conversation shows: those who can mend it are told. */
async function toLeads(
  tx: Tx,
  event: RecordedEvent,
  kind: 'quarantined' | 'troubled' | 'webhook_off' | 'promise_overdue' | 'rule_stopped' | 'escalation_late',
  roles: ('admin' | 'supervisor')[] = ['admin', 'supervisor'],
): Promise<number[]> {
  const leads = await tx.selectFrom('staff').select('id').where('role', 'in', roles).execute()
  return tellStaff(
    tx,
    event,
    kind,
    leads.map((row) => row.id),
    event.data,
  )
}
