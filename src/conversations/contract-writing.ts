import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'
import { address, conversationPage, message, status } from './contract.ts'

/** An address somebody types: nothing in it may begin a new line or a second address. */
export const recipient = z.object({
  name: z
    .string()
    .max(200)
    .regex(/^[^\r\n\0]*$/)
    .default(''),
  address: z
    .string()
    .trim()
    .max(320)
    .regex(/^[^\s@<>,;:"\0]+@[^\s@<>,;:"\0]+$/),
})
const subject = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\r\n\0]*$/)

const tag = 'Writing'

/** Text as typed: plain, or the editor's HTML (then the plain text is made from it). */
const content = {
  text: z.string().max(500_000).optional(),
  html: z.string().max(2_000_000).optional(),
  attachmentIds: z.array(id).max(50).default([]),
}

const copies = {
  cc: z.array(recipient).max(100).default([]),
  bcc: z.array(recipient).max(100).default([]),
}

/** What was stored, and the event a next reply of the same writer has to name as seen. */
export const written = message.extend({ lastEventId: z.number().int() })
export type Written = z.infer<typeof written>

export const sendReply = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/replies',
  summary: 'Answer the customer',
  tag,
  params: byId,
  body: z.object({
    ...content,
    ...copies,
    /** The `lastEventId` the writer had seen. A newer message answers 409 with what is new. */
    lastSeenEventId: z.number().int().nonnegative(),
    to: z.array(recipient).max(100).optional(),
    subject: subject.optional(),
    /** Leaves at this time instead of at once; can be moved and taken back until then. */
    sendAt: time.optional(),
    thenStatus: status.optional(),
    /** Counts the template that was used. */
    templateId: id.optional(),
  }),
  reply: written,
})

export const replyDefaults = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/reply-defaults',
  summary: 'Whom a reply and a reply to all would go to, our own addresses left out',
  tag,
  params: byId,
  reply: z.object({
    from: z.string().nullable(),
    subject: z.string(),
    reply: z.object({ to: z.array(address), cc: z.array(address) }),
    replyAll: z.object({ to: z.array(address), cc: z.array(address) }),
  }),
})

export const writeNote = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/notes',
  summary: 'Write an internal note',
  tag,
  params: byId,
  /** Who is mentioned is told and follows from then on. */
  body: z.object({ ...content, mentions: z.array(id).max(50).default([]) }),
  reply: written,
})

export const forwardMessage = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/forward',
  summary: 'Forward a message to other people, outside the thread of the customer',
  tag,
  params: byId,
  body: z.object({
    ...content,
    ...copies,
    to: z.array(recipient).min(1).max(100),
    subject: subject.optional(),
    /** The message to forward; the newest of the customer unless named. */
    messageId: id.optional(),
    withAttachments: z.boolean().default(true),
  }),
  reply: written,
})

export const startConversation = endpoint({
  method: 'POST',
  path: '/api/conversations',
  summary: 'Write to somebody first: a new conversation by mail',
  tag,
  body: z.object({
    brandId: id,
    /** The first mailbox of the brand unless named. */
    mailboxId: id.optional(),
    to: recipient,
    ...copies,
    subject: subject.min(1),
    text: z.string().max(500_000).optional(),
    html: z.string().max(2_000_000).optional(),
    sendAt: time.optional(),
    thenStatus: status.optional(),
  }),
  reply: conversationPage,
})

export const cancelSending = endpoint({
  method: 'POST',
  path: '/api/messages/{id}/cancel',
  summary: 'Take back a reply that has not left yet; its text becomes the draft of its writer again',
  tag,
  params: byId,
  reply: message,
})

export const rescheduleSending = endpoint({
  method: 'PUT',
  path: '/api/messages/{id}/send-at',
  summary: 'Move a scheduled message to another time',
  tag,
  params: byId,
  body: z.object({ sendAt: time }),
  reply: message,
})

export const retrySending = endpoint({
  method: 'POST',
  path: '/api/messages/{id}/retry',
  summary: 'Send a failed message again',
  tag,
  params: byId,
  reply: message,
})

/** What somebody is writing and has not sent, kept by the server. One for each person and conversation. */
export const draftContent = z.object({
  mode: z.enum(['reply', 'reply_all', 'forward', 'note']).default('reply'),
  text: z.string().max(500_000).default(''),
  html: z.string().max(2_000_000).optional(),
  to: z.array(address).max(100).optional(),
  cc: z.array(address).max(100).default([]),
  bcc: z.array(address).max(100).default([]),
  subject: z.string().max(500).optional(),
  mentions: z.array(id).max(50).default([]),
  attachmentIds: z.array(id).max(50).default([]),
})
export type DraftContent = z.infer<typeof draftContent>

export const draft = draftContent.extend({ conversationId: id, updatedAt: time })

export const keepDraft = endpoint({
  method: 'PUT',
  path: '/api/conversations/{id}/draft',
  summary: 'Keep what is being written; the last write wins',
  tag,
  params: byId,
  bodyLimit: 4 * 1024 * 1024,
  body: draftContent,
  reply: draft,
})

export const getDraft = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/draft',
  summary: 'What the caller was writing here, or null',
  tag,
  params: byId,
  reply: z.object({ draft: draft.nullable() }),
})

export const discardDraft = endpoint({
  method: 'DELETE',
  path: '/api/conversations/{id}/draft',
  summary: 'Throw the draft away',
  tag,
  params: byId,
  reply: nothing,
})

export const listDrafts = endpoint({
  method: 'GET',
  path: '/api/drafts',
  summary: 'Drafts of the caller, newest first',
  tag,
  query: paging,
  reply: pageOf(draft.extend({ conversationSubject: z.string(), customerName: z.string() })),
})
