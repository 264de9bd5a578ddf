import { m } from '#texts'
import type { Words } from './condition.ts'

type Happened = { type: string; data: Record<string, unknown> }

/** Something a rule may wait for. */
export type Occasion = {
  key: string
  /** As a clause after "when": "a customer writes". */
  words: Words
  type: string
  fits?: (data: Record<string, unknown>) => boolean
}

const isPersons = ({ kind }: Record<string, unknown>) => kind === 'message'

/** What rules may wait for, in the order in which the screen offers it. A line is all it takes to add one. */
export const occasions: readonly Occasion[] = [
  {
    key: 'message_received',
    words: m.rules_on_message_received,
    type: 'message.received',
    fits: isPersons,
  },
  {
    key: 'conversation_opened',
    words: m.rules_on_conversation_opened,
    type: 'message.received',
    fits: (data) => isPersons(data) && data.isFirst === true,
  },
  {
    key: 'machine_wrote',
    words: m.rules_on_machine_wrote,
    type: 'message.received',
    fits: ({ kind }) => kind === 'auto_reply' || kind === 'list',
  },
  { key: 'status_changed', words: m.rules_on_status_changed, type: 'conversation.status_changed' },
  { key: 'priority_changed', words: m.rules_on_priority_changed, type: 'conversation.priority_changed' },
  { key: 'assigned', words: m.rules_on_assigned, type: 'conversation.assigned' },
  { key: 'team_changed', words: m.rules_on_team_changed, type: 'conversation.team_changed' },
  { key: 'reason_changed', words: m.rules_on_reason_changed, type: 'conversation.reason_changed' },
  { key: 'tagged', words: m.rules_on_tagged, type: 'conversation.tagged' },
  { key: 'rated', words: m.rules_on_rated, type: 'conversation.rated' },
  {
    key: 'we_replied',
    words: m.rules_on_we_replied,
    type: 'message.replied',
    fits: ({ isAutomatic }) => isAutomatic !== true,
  },
  { key: 'fields_changed', words: m.rules_on_fields_changed, type: 'conversation.fields_changed' },
  { key: 'order_changed', words: m.rules_on_order_changed, type: 'conversation.order_changed' },
  { key: 'language_changed', words: m.rules_on_language_changed, type: 'conversation.language_changed' },
  { key: 'woken', words: m.rules_on_woken, type: 'conversation.woken' },
  { key: 'escalated', words: m.rules_on_escalated, type: 'escalation.raised' },
  { key: 'promise_kept', words: m.rules_on_promise_kept, type: 'promise.kept' },
  { key: 'promise_broken', words: m.rules_on_promise_broken, type: 'promise.overdue' },
  { key: 'task_answered', words: m.rules_on_task_answered, type: 'task.answered' },
  { key: 'task_overdue', words: m.rules_on_task_overdue, type: 'task.overdue' },
  { key: 'level_warned', words: m.rules_on_level_warned, type: 'service_level.warned' },
  { key: 'level_breached', words: m.rules_on_level_breached, type: 'service_level.breached' },
]

/** What an event is to rules; one may be several, such as a first message. */
export function occasionsOf(event: Happened): string[] {
  return occasions
    .filter((one) => one.type === event.type && (one.fits?.(event.data) ?? true))
    .map((one) => one.key)
}

/** Since when a rule of time counts; each with the events that move that moment. */
export const beginnings = [
  { key: 'customer_wrote', words: m.rules_since_customer_wrote, type: 'message.received' },
  { key: 'we_replied', words: m.rules_since_we_replied, type: 'message.replied' },
  { key: 'opened', words: m.rules_since_opened, type: 'message.received' },
  { key: 'status_changed', words: m.rules_since_status_changed, type: 'conversation.status_changed' },
] as const
export type Beginning = (typeof beginnings)[number]['key']

export type When =
  | { on: string }
  | { after: { minutes: number; since: Beginning; clock: 'always' | 'open_hours' } }
