import { useAsk } from '#agent/ask.ts'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Status } from '../contract.ts'
import type { TimelineEvent } from './use-conversation.ts'
import { priorities, priorityName, statusName } from './words.ts'

const statuses = [
  'new',
  'open',
  'pending_customer',
  'pending_client',
  'on_hold',
  'resolved',
  'closed',
  'no_reply_needed',
  'spam',
]

type Colleagues = readonly { id: number; name: string }[]
type Tell = (event: TimelineEvent, who: string, colleagues: Colleagues) => string | undefined

const isStatus = (value: unknown): value is Status => typeof value === 'string' && statuses.includes(value)

// Of flows only what somebody should see between messages; the rest stands beside them.
const flowTold = ['started', 'ended', 'stopped', 'stuck', 'skipped', 'moved'].map((one) => `flow.${one}`)
// What the customer is owed and by whom; every change of a complaint would be too much.
const handedUp = ['raised', 'went_up', 'accepted', 'sent_back']
const complained = ['noted', 'restated', 'confirmed', 'corrected']
// What became of a reply that needed a word, and what left over a check that stops.
const letLeave = ['asked', 'approved', 'sent_back', 'withdrawn', 'reopened'].map(
  (one) => `reply_approval.${one}`,
)
const bySentence: Tell = ({ text, actor }) => m.flows_told({ who: doerOf(actor), text })

// What is told between the messages; what the messages say themselves is not said again.
const told: Record<string, Tell> = {
  'conversation.assigned': (event, who, colleagues) => {
    const { data, actor } = event
    // A rule chose them, and says why them.
    if (data['because'] !== undefined) return bySentence(event, who, colleagues)
    if (data['to'] === null || data['to'] === undefined) return m.agent_event_unassigned({ who })
    if (data['to'] === actor.id && actor.kind === 'staff') return m.agent_event_took({ who })
    return m.agent_event_assigned({ who, name: colleagues.find((one) => one.id === data['to'])?.name ?? '—' })
  },
  'conversation.status_changed': ({ data }, who) =>
    isStatus(data['to']) ? m.agent_event_status({ who, status: statusName(data['to']) }) : undefined,
  'conversation.priority_changed': ({ data }, who) => {
    const priority = priorities.find((one) => one === data['to'])
    return priority && m.agent_event_priority({ who, priority: priorityName(priority) })
  },
  'conversation.tagged': ({ data }, who) => {
    const added = words(data['added'])
    const removed = words(data['removed'])
    if (added && removed) return m.agent_event_tags({ who, added, removed })
    return added ? m.agent_event_tagged({ who, tags: added }) : m.agent_event_untagged({ who, tags: removed })
  },
  'conversation.service_level_changed': bySentence,
  'assignment.put_off': bySentence,
  'conversation.team_changed': (_, who) => m.agent_event_team({ who }),
  'conversation.reason_changed': (_, who) => m.agent_event_reason({ who }),
  'conversation.subject_changed': ({ data }, who) =>
    m.agent_event_subject({ who, subject: String(data['to'] ?? '') }),
  'conversation.order_changed': ({ data }, who) =>
    m.agent_event_order({ who, number: String(data['to'] ?? '—') }),
  'conversation.snoozed': ({ data }, who) =>
    typeof data['until'] === 'string'
      ? m.agent_event_snoozed({ who, when: exactOf(data['until']) })
      : m.agent_event_snoozed_reply({ who }),
  'conversation.woken': () => m.agent_event_woken(),
  'conversation.locked': (_, who) => m.agent_event_locked({ who }),
  'conversation.merged': ({ data }, who) => m.agent_event_merged({ who, number: numberIn(data) }),
  'conversation.unmerged': ({ data }, who) => m.agent_event_unmerged({ who, number: numberIn(data) }),
  'conversation.split': ({ data }, who) => m.agent_event_split({ who, number: numberIn(data) }),
  'message.cancelled': (_, who) => m.agent_event_cancelled({ who }),
  'message.mailed': ({ data }) =>
    m.agent_event_mailed({ address: String(data['to'] ?? ''), count: String(data['count'] ?? 1) }),
  'message.unknown': () => m.agent_event_interrupted(),
  'message.forwarded': (_, who) => m.agent_event_forwarded({ who }),
  'customer.merged': (_, who) => m.agent_event_customer_merged({ who }),
  'rule.circled': (_, who) => m.rules_told_circled({ who }),
  'rule.stopped': ({ data }) => m.rules_told_stopped({ name: String(data['ruleName'] ?? '') }),
  'rule.notified': (_, who) => m.rules_told_notified({ who }),
  'rule.called_webhook': (_, who) => m.rules_told_called_webhook({ who }),
  ...Object.fromEntries(flowTold.map((type) => [type, bySentence])),
  ...Object.fromEntries(handedUp.map((type) => [`escalation.${type}`, bySentence])),
  // Nobody did it: the sentence is whole.
  'escalation.late': ({ text }) => text,
  'escalation.returned': ({ text }) => text,
  'escalation.ended': (event, who, colleagues) =>
    event.data['mergedInto'] === undefined ? bySentence(event, who, colleagues) : event.text,
  'complaint.taken_back': ({ text }) => text,
  ...Object.fromEntries(complained.map((type) => [`complaint.${type}`, bySentence])),
  ...Object.fromEntries([...letLeave, 'reply_checks.passed'].map((type) => [type, bySentence])),
  'chat.ended': () => m.agent_event_chat_ended(),
  'conversation.rated': ({ data }) => m.agent_event_rated({ score: String(data['score'] ?? '') }),
}

export const isTold = (event: TimelineEvent): boolean => event.type in told

/** What happened, in one quiet line. */
export function EventLine({ event }: { event: TimelineEvent }) {
  const colleagues =
    useAsk('GET /api/colleagues', { query: { limit: 200 } }, { staleTime: 300_000 }).data?.items ?? []
  const { kind } = event.actor
  const doer = doerOf(event.actor)
  // People are spoken of as people, rules and flows as what they are.
  const who = kind === 'staff' || kind === 'customer' ? m.agent_doer({ name: doer }) : doer
  const text = told[event.type]?.(event, who, colleagues)
  if (!text) return null
  return (
    <div className="self-center text-center text-small text-ink3" title={exactOf(event.at)}>
      {text} · {whenOf(event.at)}
    </div>
  )
}

/** Who did it: people by their names, rules and flows as what they are. */
export function doerOf({ kind, name }: Pick<TimelineEvent['actor'], 'kind' | 'name'>): string {
  if (kind === 'system' || name === '') return m.agent_the_desk()
  if (kind === 'flow') return m.flows_actor({ name })
  return kind === 'rule' ? m.rules_actor({ name }) : name
}

const words = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '')

function numberIn(data: Record<string, unknown>): string {
  const known =
    data['conversationId'] ?? data['mergedId'] ?? data['intoId'] ?? data['into'] ?? data['from'] ?? data['to']
  return Array.isArray(known) ? known.join(', ') : String(known ?? '')
}
