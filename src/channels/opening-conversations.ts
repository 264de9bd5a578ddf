import { type RawBuilder, sql } from 'kysely'
import { priorityBy } from '#conversations/reasons/default-priority.ts'
import { previewOf } from '#conversations/store-message.ts'
import { subjectKey } from '#conversations/subject-key.ts'
import { asJson } from '#platform/as-json.ts'
import { cut } from '#platform/cut.ts'
import type { Arrival } from './arrivals.ts'

/**
 * The write that starts a conversation for each message that belongs to none, as it stands with that message in it: written once, since every later
 * change of such a row costs its dozen indexes again. What machines send waits for nobody. A reason
 * that comes with the message gives its priority, as when somebody chooses it.
 */
export function openingConversations(arrivals: readonly Arrival[]): RawBuilder<unknown>[] {
  const opened = arrivals.filter((one) => !one.found).map(rowOf)
  if (opened.length === 0) return []
  const opening = sql`
    insert into conversations (brand_id, id, customer_id, channel, mailbox_id, reason_id, order_number, subject, subject_key, language,
      status, preview, priority, message_count, last_event_id, last_from_customer_at, waiting_since)
    select brand_id, id, customer_id, channel, mailbox_id, reason_id, order_number, subject, subject_key, language, status, preview,
      coalesce(${priorityBy(sql`one.brand_id`, sql`one.reason_id`)}, 'normal'), 1, last_event_id, case when is_question then now() end, case when is_question then now() end
    from json_to_recordset(${asJson(opened)}::json) as one (brand_id bigint, id bigint, customer_id bigint, channel text,
      mailbox_id bigint, reason_id bigint, order_number text, subject text, subject_key text, language text, status text, preview text,
      last_event_id bigint, is_question boolean)`
  return [opening]
}

function rowOf({ incoming, customer, language, conversationId, eventId }: Arrival) {
  const isQuestion = incoming.kind === 'message'
  return {
    brand_id: incoming.brandId,
    id: conversationId,
    customer_id: customer.id,
    channel: incoming.channel,
    mailbox_id: incoming.mail?.mailboxId ?? null,
    reason_id: incoming.reasonId ?? null,
    order_number: incoming.orderNumber ?? null,
    subject: cut(incoming.subject, 500),
    subject_key: subjectKey(incoming.subject),
    language: language.code,
    status: customer.isBlocked ? 'spam' : isQuestion ? 'new' : 'no_reply_needed',
    preview: previewOf(incoming.text),
    last_event_id: eventId,
    is_question: isQuestion,
  }
}
