import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'
import { address, conversationPage, message, status } from './contract.ts'
import { checksOfReply } from './checks/contract.ts'
import { promisesOfReply } from './promises/wish.ts'
import { macroActions } from './templates/contract.ts'

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

/** The same in the other language: both leave as one message, that of `first` first. */
const both = z.object({ first: z.enum(['ja', 'en']), text: content.text, html: content.html }).optional()
/** What else happens with the sending, such as a template's actions: all of it, or the reply is refused. */
const actions = macroActions.optional()

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
  summary: { en: 'Answer the customer', ja: 'お客様に返信する' },
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
    both,
    actions,
    promises: promisesOfReply.optional(),
    checks: checksOfReply.optional(),
  }),
  reply: written,
})

export const replyDefaults = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/reply-defaults',
  summary: {
    en: 'Whom a reply and a reply to all would go to, our own addresses left out',
    ja: '返信と全員に返信の宛先。自社のアドレスは含まない',
  },
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
  summary: { en: 'Write an internal note', ja: '社内メモを書く' },
  tag,
  params: byId,
  /** Who is mentioned is told and follows from then on. */
  body: z.object({ ...content, mentions: z.array(id).max(50).default([]) }),
  reply: written,
})

export const forwardMessage = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/forward',
  summary: {
    en: 'Forward a message to other people, outside the thread of the customer',
    ja: 'メッセージをほかの人に転送する。お客様とのやり取りには含まれない',
  },
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
    checks: checksOfReply.optional(),
  }),
  reply: written,
})

export const startConversation = endpoint({
  method: 'POST',
  path: '/api/conversations',
  summary: {
    en: 'Write to somebody first: a new conversation by mail',
    ja: 'お客様に新しくメールを送り、お問い合わせを作成する',
  },
  tag,
  body: z.object({
    brandId: id,
    /** The first mailbox of the brand unless named. */
    mailboxId: id.optional(),
    to: recipient,
    ...copies,
    subject: subject.min(1),
    ...content,
    sendAt: time.optional(),
    thenStatus: status.optional(),
    both,
    actions,
    /** Counts the template that was used. */
    templateId: id.optional(),
    checks: checksOfReply.optional(),
  }),
  reply: conversationPage,
})

export const cancelSending = endpoint({
  method: 'POST',
  path: '/api/messages/{id}/cancel',
  summary: {
    en: 'Take back a reply that has not left yet; its text becomes the draft of its writer again',
    ja: 'まだ送信されていない返信を取り消す。本文は書いた人の下書きに戻る',
  },
  tag,
  params: byId,
  reply: message,
})

export const rescheduleSending = endpoint({
  method: 'PUT',
  path: '/api/messages/{id}/send-at',
  summary: { en: 'Move a scheduled message to another time', ja: '送信予約の時刻を変更する' },
  tag,
  params: byId,
  body: z.object({ sendAt: time }),
  reply: message,
})

export const retrySending = endpoint({
  method: 'POST',
  path: '/api/messages/{id}/retry',
  summary: {
    en: 'Send a failed message again, to other addresses if they were wrong',
    ja: '送信に失敗したメッセージを再送する。宛先の訂正もできる',
  },
  tag,
  params: byId,
  body: z.object({ to: z.array(recipient).min(1).max(100).optional() }),
  reply: message,
})

/** What somebody is writing and has not sent, kept by the server: for each person and conversation one answer and one note. */
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
  both,
  actions,
  templateId: id.optional(),
  /** When it was to leave, of an answer that was sent back. */
  sendAt: time.optional(),
  promises: promisesOfReply.optional(),
  /** Sentences of it that sound like a promise and about which its writer has decided. */
  settled: z.array(z.string().max(2_000)).max(100).optional(),
})
export type DraftContent = z.infer<typeof draftContent>

export const draft = draftContent.extend({ conversationId: id, updatedAt: time })

export const keepDraft = endpoint({
  method: 'PUT',
  path: '/api/conversations/{id}/draft',
  summary: {
    en: 'Keep what is being written, a note beside an answer; the last write of each wins',
    ja: '書きかけの内容を下書きに保存する。返信と社内メモは別々に、最後に保存したものが残る',
  },
  tag,
  params: byId,
  bodyLimit: 4 * 1024 * 1024,
  body: draftContent,
  reply: draft,
})

export const getDraft = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/draft',
  summary: {
    en: 'The answer and the note the caller was writing here, each null when there is none',
    ja: 'このお問い合わせでの自分の下書き（返信と社内メモ）。ないときはそれぞれnull',
  },
  tag,
  params: byId,
  reply: z.object({ draft: draft.nullable(), note: draft.nullable() }),
})

export const discardDraft = endpoint({
  method: 'DELETE',
  path: '/api/conversations/{id}/draft',
  summary: {
    en: 'Throw away the answer or the note that was begun, or both',
    ja: '返信または社内メモの下書きを破棄する。指定がなければ両方',
  },
  tag,
  params: byId,
  query: z.object({ kind: z.enum(['answer', 'note']).optional() }),
  reply: nothing,
})

export const listDrafts = endpoint({
  method: 'GET',
  path: '/api/drafts',
  summary: { en: 'Drafts of the caller, newest first', ja: '自分の下書きの一覧（新しい順）' },
  tag,
  query: paging,
  reply: pageOf(draft.extend({ conversationSubject: z.string(), customerName: z.string() })),
})
