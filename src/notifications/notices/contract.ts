import { z } from 'zod'
import { endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Notices'

/**
 * `assigned`: given to you. `mentioned`: named in a note. `failed`: your message could not be delivered. `followed`: the customer
 * wrote in a conversation you follow. `woken`: what you had snoozed is back. `quarantined`: a mail could not be read. `troubled`:
 * a mailbox cannot be reached (supervisors and admins). `webhook_off`: a webhook was switched off (admins). `rule`: a rule says that
 * you should look. `rule_stopped`: a rule stopped because what it names is gone (supervisors and admins). `flow_stuck`: a flow
 * cannot go on by itself (who has the conversation, who started it, supervisors and admins). `approval_asked`: you can
 * approve something. `approval_decided`: what you asked for was decided. `approval_overdue`: nobody decided in time (admins as well). `promise_near`,
 * `promise_overdue`: a promise of yours is due soon, or past its time (supervisors hear of that as well). `promise_given`: it is yours now. `deadline_near`,
 * `reading_asked`, `reading_near`, `reading_overdue`: a manual you must read, soon or already (what is overdue, supervisors hear of as well).
 * `task_asked`: you or your team are asked something. `task_near`, `task_overdue`: that is due soon, or past its time (who asked hears of that as well).
 * `task_answered`, `task_failed`: what you asked was answered, or its mail did not arrive. `task_doubted`: it was answered by somebody nobody vouches for.
 * `task_cancelled`, `approval_withdrawn`: what you or your team were asked, or could approve, is asked no longer.
 * `deadline_missed`: by its service level, of a conversation that is yours or of your team's that nobody has. `escalated`: handed up to you;
 * `escalation_late`: nobody took it over in time. `escalation_back`, `escalation_taken`: what you had handed up.
 * `reply_to_approve`: a colleague’s reply waits for your word. `reply_approved`, `reply_sent_back`: what became of yours.
 */
export const noticeKinds = [
  'assigned',
  'mentioned',
  'failed',
  'followed',
  'woken',
  'quarantined',
  'troubled',
  'webhook_off',
  'rule',
  'rule_stopped',
  'flow_stuck',
  'approval_asked',
  'approval_decided',
  'approval_overdue',
  'approval_withdrawn',
  'promise_near',
  'promise_overdue',
  'promise_given',
  'reply_to_approve',
  'reply_approved',
  'reply_sent_back',
  'deadline_near',
  'deadline_missed',
  'reading_asked',
  'reading_near',
  'reading_overdue',
  'task_asked',
  'task_near',
  'task_overdue',
  'task_answered',
  'task_doubted',
  'task_cancelled',
  'task_failed',
  'escalated',
  'escalation_late',
  'escalation_back',
  'escalation_taken',
] as const

export const notice = z.object({
  id,
  brandId: id,
  kind: z.enum(noticeKinds),
  conversationId: id.nullable(),
  conversationSubject: z.string(),
  customerName: z.string(),
  /** Who did it; empty when the desk itself did. */
  actorName: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAt: time,
  seenAt: time.nullable(),
})

export const listNotices = endpoint({
  method: 'GET',
  path: '/api/notices',
  summary: { en: 'What the caller is told of, newest first', ja: '自分への通知（新しい順）' },
  tag,
  query: z.object({ only: z.literal('unseen').optional(), ...paging.shape }),
  reply: pageOf(notice).extend({ unseen: z.number().int() }),
})

export const seeNotices = endpoint({
  method: 'PUT',
  path: '/api/notices/seen',
  summary: {
    en: 'Mark notices as seen: some, or all up to one',
    ja: '通知を既読にする。個別に、またはある通知までまとめて指定できる',
  },
  tag,
  role: 'read_only',
  body: z.union([z.object({ ids: z.array(id).min(1).max(200) }), z.object({ upTo: id })]),
  reply: z.object({ unseen: z.number().int() }),
})
