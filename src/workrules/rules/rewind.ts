import type { ConversationFacts } from './facts.ts'

/** The events that can be taken back; of what happened nothing else need be read. */
export const rewound = [
  'conversation.status_changed',
  'conversation.priority_changed',
  'conversation.assigned',
  'conversation.team_changed',
  'conversation.reason_changed',
  'conversation.service_level_changed',
  'conversation.language_changed',
  'conversation.order_changed',
  'conversation.tagged',
  'message.received',
  'conversation.rated',
]

type Happened = { type: string; data: Record<string, unknown> }

/**
 * What was known of a conversation before the given events, newest first: each is taken back. What events do not tell, such as the customer's
 * country, is as it is now.
 */
export function rewind(now: ConversationFacts, events: readonly Happened[]): ConversationFacts {
  return events.reduce((after, event) => takeBack(after, event), now)
}

function takeBack(after: ConversationFacts, { type, data }: Happened): ConversationFacts {
  switch (type) {
    case 'conversation.status_changed':
      return { ...after, status: String(data.from) }
    case 'conversation.priority_changed':
      return { ...after, priority: String(data.from) }
    case 'conversation.assigned':
      return { ...after, assigneeId: idIn(data.from) }
    case 'conversation.team_changed':
      return { ...after, teamId: idIn(data.from) }
    case 'conversation.reason_changed':
      return { ...after, reasonId: idIn(data.from) }
    case 'conversation.service_level_changed':
      return { ...after, serviceLevelId: idIn(data.from) }
    case 'conversation.language_changed':
      return { ...after, language: textIn(data.from) }
    case 'conversation.order_changed':
      return { ...after, orderNumber: textIn(data.from) }
    case 'conversation.tagged':
      return { ...after, tags: tagsBefore(after.tags, data) }
    case 'message.received':
      return { ...after, messages: Math.max(1, after.messages - 1) }
    case 'conversation.rated':
      return { ...after, rating: null }
  }
  return after
}

function tagsBefore(tags: readonly string[], { added, removed }: Record<string, unknown>): string[] {
  const on = new Set(namesIn(added))
  return [...tags.filter((one) => !on.has(one)), ...namesIn(removed)].toSorted()
}

const idIn = (value: unknown) => (typeof value === 'number' ? value : null)
const textIn = (value: unknown) => (typeof value === 'string' ? value : null)
const namesIn = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
