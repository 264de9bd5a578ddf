import { z } from 'zod'
import { fieldValues } from '#customers/fields/contract.ts'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'

// Shapes, and the endpoints that read. Beside it: contract-changes.ts (assign, status, tags, snooze …), contract-writing.ts (reply,
// note, forward, send later, drafts), and a contract.ts in merging/, views/, bulk/, presence/ and vocabulary/.

/** The states of a conversation; what each means stands in README.md. */
export const statuses = [
  'new',
  'open',
  'pending_customer',
  'pending_client',
  'on_hold',
  'resolved',
  'closed',
  'no_reply_needed',
  'spam',
] as const
export const status = z.enum(statuses)
export type Status = z.infer<typeof status>

export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export const priority = z.enum(priorities)
export type Priority = z.infer<typeof priority>
export const channel = z.enum(['email', 'chat', 'form', 'api'])
export type Channel = z.infer<typeof channel>

export const views = [
  'mine',
  'unassigned',
  'open',
  'waiting',
  'overdue',
  'snoozed',
  'mentions',
  'resolved',
  'spam',
  'all',
] as const
export const view = z.enum(views)
export type View = z.infer<typeof view>

export const person = z.object({ id, name: z.string() })

export const conversationSummary = z.object({
  id,
  brandId: id,
  channel,
  subject: z.string(),
  preview: z.string(),
  status,
  priority,
  language: z.string().nullable(),
  customer: z.object({ id, name: z.string(), address: z.string().nullable() }),
  assignee: person.nullable(),
  teamId: id.nullable(),
  reasonId: id.nullable(),
  tags: z.array(z.string()),
  isUnread: z.boolean(),
  /** The newest outgoing message could not be delivered. */
  hasFailed: z.boolean(),
  messageCount: z.number().int(),
  lastMessageAt: time,
  waitingSince: time.nullable(),
  /** The nearest deadline of its service level that runs; past: overdue. */
  nextDueAt: time.nullable(),
  /** What was promised here and is not settled yet. */
  openPromises: z.number().int(),
  /** It was handed up: nobody there has it yet, or somebody has. */
  escalation: z.enum(['waiting', 'accepted']).nullable(),
  /** How far the complaint is understood; null: none was written down. */
  complaint: z.enum(['noted', 'restated', 'confirmed', 'corrected']).nullable(),
  /** Questions to others that wait for an answer. */
  openTasks: z.number().int(),
  isSnoozed: z.boolean(),
  /** Null while snoozed until the customer writes. */
  snoozedUntil: time.nullable(),
  createdAt: time,
})
export type ConversationSummary = z.infer<typeof conversationSummary>

export const conversationPage = conversationSummary.extend({
  fields: fieldValues,
  orderNumber: z.string().nullable(),
  mailbox: z.object({ id, address: z.string(), undoSeconds: z.number().int() }).nullable(),
  isFollowing: z.boolean(),
  wakesOnReply: z.boolean(),
  /** Who keeps others from replying, and until when unless renewed. */
  lock: z.object({ staff: person, until: time }).nullable(),
  /** How many colleagues follow it. */
  followerCount: z.number().int(),
  mergedIntoId: id.nullable(),
  splitFromId: id.nullable(),
  /** Send it back with a reply: the reply is refused when something newer has arrived. */
  lastEventId: z.number().int(),
  /** Conversations whose messages stand here since they were merged into this one; each can be taken out again. */
  mergedIds: z.array(id),
  /** What the caller may do, so that no screen decides by itself. */
  may: z.object({ reply: z.boolean(), change: z.boolean() }),
})
export type ConversationPage = z.infer<typeof conversationPage>

export const address = z.object({ name: z.string(), address: z.string() })
export type Address = z.infer<typeof address>

export const deliveryState = z.enum([
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
  'cancelled',
])

export const attachment = z.object({
  id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  contentId: z.string().nullable(),
  isInline: z.boolean(),
  /** Served so that it cannot run; images may be shown. */
  url: z.string(),
})

/** A button: pressing it writes its label, and `key` says which it was. */
export const quickReply = z.object({ key: z.string(), label: z.string() })

export const message = z.object({
  id,
  conversationId: id,
  direction: z.enum(['in', 'out', 'note']),
  kind: z.enum(['message', 'auto_reply', 'bounce', 'list']),
  channel,
  author: z.object({ staffId: id.nullable(), customerId: id.nullable(), name: z.string() }),
  /** Who let it leave, where its author may not say so alone. */
  approvedBy: person.nullable(),
  /** Written by the desk itself, such as the answer bot; no person has said it. */
  isAutomatic: z.boolean(),
  /** What the customer may press instead of writing. */
  quickReplies: z.array(quickReply),
  /** What it quotes. */
  sources: z.array(z.object({ title: z.string(), url: z.string() })),
  /** The button that was pressed to write it; message 0 is the greeting before the first message. */
  pressed: z.object({ messageId: z.number().int(), key: z.string() }).nullable(),
  from: z.string().nullable(),
  to: z.array(address),
  cc: z.array(address),
  bcc: z.array(address),
  subject: z.string().nullable(),
  text: z.string(),
  /** Quotes and signatures, kept beside the text. */
  folded: z.array(z.object({ kind: z.enum(['quote', 'signature']), text: z.string() })),
  /** Where the mail's own HTML is served for a sandboxed frame; null when there is none. */
  /** A page with it as it was written; null where that says no more than the text. */
  htmlUrl: z.string().nullable(),
  remoteImages: z.number().int(),
  language: z.string().nullable(),
  /** Two where the same is said twice, the one written first at the beginning. */
  languages: z.array(z.string()),
  attachments: z.array(attachment),
  /** SPF, DKIM and DMARC verdicts of a mail. */
  authentication: z.object({ spf: z.string(), dkim: z.string(), dmarc: z.string() }).partial().nullable(),
  deliveryState: deliveryState.nullable(),
  /** As the channel stored it: a code, then what the other server said. */
  deliveryReason: z.string().nullable(),
  /** The same in the reader's language: why, and what can be done next. */
  failure: z.object({ code: z.string(), why: z.string(), next: z.string(), said: z.string() }).nullable(),
  /** The message of this conversation that an answer by mail quotes below itself. */
  quotesId: id.nullable(),
  sendAt: time.nullable(),
  sentAt: time.nullable(),
  sourceUrl: z.string().nullable(),
  createdAt: time,
})
export type Message = z.infer<typeof message>

export const timelineEvent = z.object({
  id,
  type: z.string(),
  actor: z.object({
    kind: z.enum(['staff', 'customer', 'system', 'rule', 'flow']),
    id: id.nullable(),
    name: z.string(),
  }),
  messageId: id.nullable(),
  /** What happened as a sentence in the reader's language, its subject being the actor; '' where the thread itself shows it. */
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
  at: time,
})

const tag = 'Conversations'

/** Conditions a list, a saved view and a bulk change have in common. */
export const conversationFilter = z.object({
  view: view.optional(),
  brandId: id.optional(),
  status: status.optional(),
  /** `me`, `none` or the id of a staff member. */
  assignee: z.union([z.literal('me'), z.literal('none'), id]).optional(),
  teamId: id.optional(),
  tag: z.string().max(100).optional(),
  channel: channel.optional(),
  language: z.string().max(10).optional(),
  priority: priority.optional(),
  reasonId: id.optional(),
  customerId: id.optional(),
  /** `me`: only those the caller follows. */
  follower: z.literal('me').optional(),
})
export type ConversationFilter = z.infer<typeof conversationFilter>

/**
 * `newest`: latest activity first. `oldest`: the same from the other end. `longest_waiting`: only those whose customer waits for us,
 * who has waited longest first. `due_soonest`: only those with a deadline that runs, the nearest or longest past first.
 */
export const sorts = ['newest', 'oldest', 'longest_waiting', 'due_soonest'] as const
export const sort = z.enum(sorts)
export type Sort = z.infer<typeof sort>

export const listConversations = endpoint({
  method: 'GET',
  path: '/api/conversations',
  summary: {
    en: 'List conversations, newest activity first unless another order is asked for; overdue ones longest past first',
    ja: 'お問い合わせの一覧。順序を指定しないときは、最後の動きが新しい順。期限超過は、超過が長い順',
  },
  tag,
  query: conversationFilter.extend({ sort: sort.optional(), ...paging.shape }),
  reply: pageOf(conversationSummary),
})

export const getConversation = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}',
  summary: { en: 'One conversation', ja: 'お問い合わせを取得する' },
  tag,
  params: byId,
  reply: conversationPage,
})

export const listMessages = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/messages',
  summary: {
    en: 'Messages and notes of a conversation, oldest first',
    ja: 'お問い合わせのメッセージと社内メモ（古い順）',
  },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(message),
})

export const listConversationEvents = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/events',
  summary: { en: 'What happened in a conversation, oldest first', ja: 'お問い合わせの経過（古い順）' },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(timelineEvent),
})

export const markRead = endpoint({
  method: 'PUT',
  path: '/api/conversations/{id}/read',
  summary: {
    en: 'Mark as read up to an event; mentions of the caller in it are seen',
    ja: '指定した出来事まで既読にする。そこに含まれる自分へのメンションも既読になる',
  },
  tag,
  params: byId,
  role: 'read_only',
  body: z.object({ eventId: z.number().int().nonnegative() }),
  reply: nothing,
})

export const markUnread = endpoint({
  method: 'DELETE',
  path: '/api/conversations/{id}/read',
  summary: { en: 'Mark as not read', ja: '未読に戻す' },
  tag,
  params: byId,
  role: 'read_only',
  reply: nothing,
})
