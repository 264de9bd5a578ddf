import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { checksOfReply } from '../checks/contract.ts'
import { address, attachment, conversationPage, person } from '../contract.ts'
import { forwardMessage, sendReply, startConversation } from '../contract-writing.ts'
import { promiseWish } from '../promises/wish.ts'

const tag = 'Reply approvals'

export const approvalStates = ['waiting', 'approved', 'sent_back', 'withdrawn'] as const

/** A piece of a text, and whether whoever approved it put it in or took it out. */
export const textChange = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })

export const replyApproval = z.object({
  id,
  brandId: id,
  conversation: z.object({ id, subject: z.string(), language: z.string().nullable() }),
  customer: z.object({ id, name: z.string() }),
  /** Since when the customer waits; the clock stops when the reply is sent. */
  waitingSince: time.nullable(),
  /** A `restatement` of a complaint gets the link to its page where {{link}} stands, when it leaves. */
  kind: z.enum(['reply', 'first', 'forward', 'restatement']),
  author: person,
  /** Its author does not answer for the brand any more: sent back, it becomes the draft of whoever sends it back. */
  isAuthorGone: z.boolean(),
  askedAt: time,
  state: z.enum(approvalStates),
  text: z.string(),
  /** As it was written; null when it was plain. */
  html: z.string().nullable(),
  to: z.array(address),
  cc: z.array(address),
  bcc: z.array(address),
  subject: z.string().nullable(),
  sendAt: time.nullable(),
  attachments: z.array(attachment.pick({ id: true, name: true, type: true, size: true, url: true })),
  /** What it promises, and then what it puts off; a time that has passed has to be named anew by whoever approves it. */
  promises: z.array(
    promiseWish.pick({ what: true, dueAt: true }).extend({ isMoved: z.boolean(), hasPassed: z.boolean() }),
  ),
  /** Something was said in the conversation that its author had not seen. */
  isStale: z.boolean(),
  /** What the customer said last, so that it can be judged where it is shown. */
  latest: z.object({ name: z.string(), text: z.string(), at: time }).nullable(),
  /** The newest event of the conversation; sent along by whoever approves it. */
  lastEventId: z.number().int(),
  decidedBy: person.nullable(),
  decidedAt: time.nullable(),
  comment: z.string(),
  /** What whoever approved it changed; null when nothing. */
  changes: z.array(textChange).nullable(),
  messageId: id.nullable(),
})
export type ReplyApproval = z.infer<typeof replyApproval>

export const listReplyApprovals = endpoint({
  method: 'GET',
  path: '/api/reply-approvals',
  summary: {
    en: 'Replies that wait for approval, oldest first; decided ones latest first',
    ja: '承認待ちの返信（古い順）と、判断済みの返信（新しい順）',
  },
  tag,
  query: z.object({
    brandId: id.optional(),
    state: z.enum(['waiting', 'decided']).default('waiting'),
    /** `me`: only those the caller wrote. */
    author: z.literal('me').optional(),
    conversationId: id.optional(),
    ...paging.shape,
  }),
  reply: pageOf(replyApproval),
})

export const getReplyApproval = endpoint({
  method: 'GET',
  path: '/api/reply-approvals/{id}',
  summary: { en: 'One reply that was sent for approval', ja: '承認依頼を取得する' },
  tag,
  params: byId,
  reply: replyApproval,
})

export const conversationApprovals = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/reply-approvals',
  summary: {
    en: 'Whether the caller’s replies here need approval, those that wait, and what was sent back last',
    ja: '自分の返信に承認が必要か、承認待ちの返信、最後に差し戻された返信',
  },
  tag,
  params: byId,
  reply: z.object({
    isNeeded: z.boolean(),
    /** The reason it is needed for, null where it is for who writes; taken off: it was about that until an agent changed it. */
    because: z.object({ reasonId: id.nullable(), isTakenOff: z.boolean() }).nullable(),
    items: z.array(replyApproval),
  }),
})

export const askReplyApproval = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/reply-approvals',
  summary: {
    en: 'Send a reply or a forward for approval; the customer sees nothing of it until it is approved',
    ja: '返信または転送の承認を依頼する。承認されるまでお客様には届かない',
  },
  tag,
  params: byId,
  body: sendReply.body.extend({
    kind: z.enum(['reply', 'forward']).default('reply'),
    /** Of a forward. */
    messageId: forwardMessage.body.shape.messageId,
    withAttachments: forwardMessage.body.shape.withAttachments,
  }),
  reply: replyApproval,
})

export const askFirstMailApproval = endpoint({
  method: 'POST',
  path: '/api/reply-approvals/first-mails',
  summary: {
    en: 'Begin a conversation with a mail that waits for approval',
    ja: '新規メールの承認を依頼する。お問い合わせは作成され、メールは承認後に送信される',
  },
  tag,
  body: startConversation.body,
  reply: conversationPage,
})

export const approveReply = endpoint({
  method: 'POST',
  path: '/api/reply-approvals/{id}/approve',
  summary: {
    en: 'Approve a colleague’s reply as it is, or changed; it is sent in the name of who wrote it',
    ja: '同僚の返信を承認する（修正して承認することもできる）。書いた人の名前で送信される',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({
    /** The conversation's `lastEventId` as it was seen; something newer answers 409. */
    lastSeenEventId: z.number().int().nonnegative(),
    text: sendReply.body.shape.text,
    html: sendReply.body.shape.html,
    /** The times of its promises, one for each in the order it names them, where they are not those it was written with. */
    dueAts: z.array(time).max(25).optional(),
    checks: checksOfReply.optional(),
  }),
  reply: replyApproval,
})

export const sendBackReply = endpoint({
  method: 'POST',
  path: '/api/reply-approvals/{id}/send-back',
  summary: {
    en: 'Send a colleague’s reply back with a comment; it becomes the draft of who wrote it again',
    ja: '同僚の返信を、コメントを付けて差し戻す。書いた人の下書きに戻る',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ comment: z.string().trim().min(1).max(2_000) }),
  reply: replyApproval,
})

export const withdrawReply = endpoint({
  method: 'POST',
  path: '/api/reply-approvals/{id}/withdraw',
  summary: {
    en: 'Take back one’s own reply before it is approved; it becomes the draft again',
    ja: '自分の承認依頼を取り下げる。本文は下書きに戻る',
  },
  tag,
  params: byId,
  reply: replyApproval,
})

const needs = z.object({ staffIds: z.array(id).max(500), reasonIds: z.array(id).max(500) })

export const getApprovalNeeds = endpoint({
  method: 'GET',
  path: '/api/brands/{id}/reply-approval-needs',
  summary: {
    en: 'Whose replies need approval in a brand, and about which reasons',
    ja: 'ブランドで返信に承認が必要な人と、お問い合わせ種別',
  },
  tag,
  params: byId,
  reply: needs,
})

export const changeApprovalNeeds = endpoint({
  method: 'PUT',
  path: '/api/brands/{id}/reply-approval-needs',
  summary: {
    en: 'Set whose replies need approval, and about which reasons',
    ja: '返信に承認が必要な人と、お問い合わせ種別を設定する',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: needs.partial(),
  reply: needs,
})
