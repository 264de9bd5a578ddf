import { sql } from 'kysely'
import { botJobs } from '#answers/talk/due.ts'
import { offerJobs } from '#workrules/assignment/offer-waiting.ts'
import { clockJobs } from '#workrules/service-levels/due.ts'
import type { Tx } from '#platform/database.ts'
import { manualJobs } from '#knowledge/required-reading/applied-manuals.ts'
import { webhookJobs } from '#notifications/webhooks/due.ts'
import type { Followers, RecordedEvent } from '#platform/outbox.ts'
import { escalationJobs } from '#workrules/escalation/follow.ts'
import { flowJobs } from '#workrules/flows/due.ts'
import { ruleJobs } from '#workrules/rules/due.ts'

/**
 * What follows from what has happened, all of it. Each name on the right is a job of its own: retried by itself, run at least
 * once and therefore idempotent. Sending a reply is not here, because it is a timer that can be taken back: see
 * conversations/reply.ts.
 */
export const consequences: Record<string, readonly string[]> = {
  'conversation.assigned': ['notify-assignee'],
  'conversation.transcript_requested': ['mail-transcript'],
  'conversation.transcript_failed': ['notify-of-failure'],
  'note.written': ['notify-mentioned'],
  'message.failed': ['notify-of-failure'],
  'bot.handed_over': ['raise-asked'],
  'message.cancelled': ['take-back-restatement'],
  'conversation.woken': ['notify-of-waking'],
  'mail.quarantined': ['notify-of-quarantine'],
  'mailbox.troubled': ['notify-of-trouble'],
  'brand.created': ['learn-reasons'],
  'reason.created': ['learn-reasons'],
  'reason.changed': ['learn-reasons', 'stop-broken-rules'],
  'field.changed': ['stop-broken-rules'],
  'template.deleted': ['stop-broken-rules'],
  'webhook.deleted': ['stop-broken-rules'],
  'flow.deleted': ['stop-broken-rules'],
  'flow.withdrawn': ['stop-broken-rules'],
  'escalation.settings_changed': ['stop-broken-rules'],
  'tag.deleted': ['stop-broken-rules'],
  'tag.renamed': ['follow-renamed-tag'],
  'promise.reminded': ['notify-of-promise'],
  'promise.overdue': ['notify-of-promise'],
  'promise.given': ['notify-of-promise'],
  'escalation.raised': ['notify-of-escalation'],
  'escalation.went_up': ['notify-of-escalation'],
  'escalation.late': ['notify-of-escalation'],
  'escalation.returned': ['notify-of-escalation'],
  'escalation.sent_back': ['notify-of-escalation'],
  'escalation.accepted': ['notify-of-escalation'],
  'reading.asked': ['notify-of-reading'],
  'reading.reminded': ['notify-of-reading'],
  'reading.overdue': ['notify-of-reading'],
  'article.published': ['ask-reading-anew'],
  'task.asked': ['notify-of-task'],
  'task.asked_on': ['notify-of-task'],
  'task.given': ['notify-of-task'],
  'task.answered': ['notify-of-task'],
  'task.answer_doubted': ['notify-of-task'],
  'task.cancelled': ['notify-of-task'],
  'task.reminded': ['notify-of-task'],
  'task.overdue': ['notify-of-task'],
  'task.failed': ['notify-of-task'],
  'approval.asked': ['notify-of-approval', 'mail-approvers'],
  'approval.passed_on': ['notify-of-approval', 'mail-approvers'],
  'approval.overdue': ['notify-of-approval'],
  'approval.decided': ['notify-of-approval'],
  'approval.withdrawn': ['notify-of-approval'],
  'reply_approval.asked': ['notify-of-reply-approval'],
  'reply_approval.reopened': ['notify-of-reply-approval'],
  'reply_approval.approved': ['notify-of-reply-approval'],
  'reply_approval.sent_back': ['notify-of-reply-approval'],
  'webhook.disabled': ['notify-of-webhook', 'stop-broken-rules'],
  'calendar.created': ['reckon-brand'],
  'calendar.changed': ['reckon-brand'],
  'calendar.deleted': ['reckon-brand'],
  'service_level.created': ['reckon-brand'],
  'service_level.changed': ['reckon-brand'],
  'service_level.deleted': ['reckon-brand', 'stop-broken-rules'],
  'service_level.warned': ['notify-of-deadline'],
  'service_level.breached': ['notify-of-deadline'],
  'rule.notified': ['notify-of-rule'],
  'rule.stopped': ['notify-of-stopped-rule'],
  'flow.stuck': ['notify-of-stuck-flow'],
}

/**
 * The jobs that follow from a batch of events. Webhooks cost nothing to brands that have none,
 * and a message nothing where nobody follows the conversation. What a flow has asked for is not answered by the bot as well.
 */
export async function follow(tx: Tx, events: RecordedEvent[]): ReturnType<Followers> {
  const jobs = events.flatMap((event) =>
    (consequences[event.type] ?? []).map((task) => ({ task, payload: event as unknown })),
  )
  const flows = await flowJobs(tx, events)
  const rules = await ruleJobs(tx, events)
  const bot = await botJobs(
    tx,
    events.filter((event) => !flows.heard.has(event.id)),
  )
  return [
    ...jobs,
    ...flows.jobs,
    ...rulesFirst([...rules, ...bot]),
    ...(await escalationJobs(tx, events)),
    ...(await offerJobs(tx, events)),
    ...(await followerJobs(tx, events)),
    ...(await webhookJobs(tx, events)),
    ...manualJobs(events),
    ...(await clockJobs(tx, events)),
  ]
}

// So many may be confirmed side by side.
const lanes = 64

/** A customer is told by when somebody answers, in the hours of the team that a rule may be giving them to: the one waits for the other. */
function rulesFirst(jobs: readonly { task: string; payload: unknown }[]) {
  const eventOf = ({ payload }: { payload: unknown }) => payload as RecordedEvent
  const judged = new Set(jobs.filter(({ task }) => task === 'run-rules').map((job) => eventOf(job).id))
  const told = new Set(jobs.filter(({ task }) => task === 'acknowledge').map((job) => eventOf(job).id))
  const inTurn = ['run-rules', 'acknowledge']
  return jobs.map((job) => {
    const { id } = eventOf(job)
    const isOneOfTwo = inTurn.includes(job.task) && judged.has(id) && told.has(id)
    return isOneOfTwo ? { ...job, queue: `told ${id % lanes}`, priority: inTurn.indexOf(job.task) } : job
  })
}

async function followerJobs(tx: Tx, events: RecordedEvent[]): Promise<{ task: string; payload: unknown }[]> {
  const received = events.filter((event) => event.type === 'message.received')
  if (received.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select distinct f.conversation_id as id from unnest(${received.map((event) => event.brandId)}::bigint[],
      ${received.map((event) => event.conversationId)}::bigint[]) as one (brand_id, id)
    join followers f on (f.brand_id, f.conversation_id) = (one.brand_id, one.id)`.execute(tx)
  const followed = new Set(rows.map((row) => row.id))
  return received
    .filter((event) => event.conversationId !== null && followed.has(event.conversationId))
    .map((event) => ({ task: 'notify-followers', payload: event }))
}
