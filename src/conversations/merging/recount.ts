import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

type Place = { brand_id: number; id: number }

/**
 * Works out from its messages what a conversation knows of them: count, preview, times, and since when the customer waits. A message
 * that was taken back is shown but says nothing; a mail to others (forward) answers nobody; machines ask nothing.
 */
export async function recount(tx: Tx, conversation: Place): Promise<void> {
  await sql`
    with judged as (
      select created_at, greatest(created_at, send_at) as left_at, direction = 'in' and kind = 'message' as is_question,
        direction = 'out' and delivery_state is distinct from 'cancelled' and not details ? 'forwardOf'
          and not is_automatic as is_answer
      from messages where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
    ), facts as (
      select count(*) as total, max(created_at) as latest,
        max(created_at) filter (where is_question) as asked, max(created_at) filter (where is_answer) as answered,
        min(left_at) filter (where is_answer) as first_answered
      from judged
    ), newest as (
      select text from messages where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
        and direction <> 'note' and not is_automatic and delivery_state is distinct from 'cancelled'
      order by created_at desc, id desc limit 1
    )
    update conversations set
      message_count = facts.total,
      last_message_at = coalesce(facts.latest, conversations.created_at),
      last_from_customer_at = facts.asked,
      last_from_staff_at = facts.answered,
      first_replied_at = facts.first_answered,
      preview = coalesce((select left(trim(regexp_replace(text, '\\s+', ' ', 'g')), 140) from newest), ''),
      waiting_since = case when status in ('new', 'open', 'pending_client', 'on_hold') then
        (select min(created_at) from judged where is_question
          and created_at > coalesce(facts.answered, '-infinity')) end
    from facts
    where brand_id = ${conversation.brand_id} and id = ${conversation.id}`.execute(tx)
}
