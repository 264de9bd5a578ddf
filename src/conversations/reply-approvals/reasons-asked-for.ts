import { type RawBuilder, sql } from 'kysely'

const leads = sql`('supervisor', 'admin')`

/**
 * The reasons by which a reply is judged: the one a conversation has, and those that somebody who does not lead took off it, or merged into
 * it, since it was last answered. Otherwise whoever needs approval could name another reason and send. What was split off is judged with what it was
 * split from. See decision 16.
 */
export function reasonsAskedFor(brandId: number, conversationId: number): RawBuilder<unknown> {
  return sql`
    with recursive family as (
      select id, split_from_id, reason_id from conversations where brand_id = ${brandId} and id = ${conversationId}
      union
      select c.id, c.split_from_id, c.reason_id from conversations c
      join family on c.id = family.split_from_id or c.merged_into_id = family.id
      where c.brand_id = ${brandId}
    ), changed as (
      select e.conversation_id, e.id, case e.type when 'conversation.merged' then merged.reason_id
        else (e.data->>'from')::bigint end as reason_id
      from family
      join events e on e.brand_id = ${brandId} and e.conversation_id = family.id
        and (e.type = 'conversation.merged' or e.type = 'conversation.reason_changed' and e.actor = 'staff')
      left join staff on e.actor = 'staff' and staff.id = e.actor_id
      left join family merged on e.type = 'conversation.merged' and merged.id = (e.data->>'from')::bigint
      where coalesce(staff.role, '') not in ${leads}
    )
    select reason_id from conversations where brand_id = ${brandId} and id = ${conversationId}
    union
    select reason_id from changed where not exists (
      select from events later
      join staff on staff.id = later.actor_id
      left join messages on messages.brand_id = later.brand_id and messages.id = later.message_id
      where later.brand_id = ${brandId} and later.conversation_id in (changed.conversation_id, ${conversationId})
        and later.id > changed.id and later.actor = 'staff'
        and (later.type = 'conversation.reason_changed' and staff.role in ${leads}
          or later.type in ('message.replied', 'reply_approval.approved') and messages.delivery_state <> 'cancelled'))`
}
