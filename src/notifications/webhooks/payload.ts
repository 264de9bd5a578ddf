import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

/** What is sent of an event: enough to act on it without asking back. docs/guides/use-the-api.md shows one. */
export type Payload = {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

/** The payload of an event, or nothing when the event is not there. */
export async function payloadOf(
  tx: Tx,
  publicUrl: string,
  event: { brandId: number; eventId: number },
): Promise<Payload | undefined> {
  const { rows } = await sql<{ type: string; at: Date; data: Record<string, unknown> }>`
    select event.type, event.at, jsonb_build_object(
      'eventId', event.id,
      'brand', jsonb_build_object('id', brands.id, 'slug', brands.slug, 'name', brands.name),
      'actor', jsonb_build_object('kind', event.actor, 'id', event.actor_id, 'name', ${actorName}),
      'details', event.data,
      'conversation', ${conversation}, 'customer', ${customer}, 'message', ${message(publicUrl)}) as data
    from events event
      join brands on brands.id = event.brand_id
      left join conversations talk on talk.brand_id = event.brand_id and talk.id = event.conversation_id
    where event.brand_id = ${event.brandId} and event.id = ${event.eventId}`.execute(tx)
  const [found] = rows
  return found && { type: found.type, timestamp: found.at.toISOString(), data: found.data }
}

const actorName = sql`case event.actor
  when 'staff' then (select name from staff where id = event.actor_id)
  when 'customer' then (select name from customers where brand_id = event.brand_id and id = event.actor_id)
  when 'rule' then (select name from rules where brand_id = event.brand_id and id = event.actor_id)
  when 'flow' then (select name from flows where brand_id = event.brand_id and id = event.actor_id)
end`

const conversation = sql`case when talk.id is not null then jsonb_build_object(
  'id', talk.id, 'subject', talk.subject, 'channel', talk.channel, 'status', talk.status, 'priority', talk.priority,
  'language', talk.language, 'orderNumber', talk.order_number, 'teamId', talk.team_id,
  'assignee', (select jsonb_build_object('id', id, 'name', name) from staff where id = talk.assignee_id)) end`

// With the identities, so that a channel of somebody else's making knows where an answer goes.
const customer = sql`(
  select jsonb_build_object('id', customers.id, 'name', customers.name, 'language', customers.language,
    'identities', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value,
        'isVerified', verified_at is not null) order by id), '[]')
      from identities where identities.brand_id = customers.brand_id and customer_id = customers.id))
  from customers
  where customers.brand_id = event.brand_id and customers.id = coalesce(event.customer_id, talk.customer_id))`

function message(publicUrl: string) {
  return sql`(
    select jsonb_build_object('id', msg.id, 'direction', msg.direction, 'kind', msg.kind, 'channel', msg.channel,
      'externalId', msg.external_id, 'author', msg.author_name, 'from', msg.from_address, 'to', msg.to_addresses,
      'cc', msg.cc_addresses, 'subject', msg.subject, 'text', msg.text, 'html', msg.html, 'language', msg.language,
      'isAutomatic', msg.is_automatic, 'quickReplies', msg.quick_replies, 'sources', msg.sources, 'pressed', msg.pressed,
      'deliveryState', msg.delivery_state, 'deliveryReason', msg.delivery_reason, 'createdAt', msg.created_at,
      'attachments', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type, 'size', size,
          'contentId', content_id, 'isInline', is_inline,
          'url', ${publicUrl}::text || '/api/attachments/' || id || '/content') order by id), '[]')
        from attachments where attachments.brand_id = msg.brand_id and message_id = msg.id))
    from messages msg where msg.brand_id = event.brand_id and msg.id = event.message_id)`
}
