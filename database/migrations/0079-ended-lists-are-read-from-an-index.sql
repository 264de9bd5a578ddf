-- Lists of what is over, or stands in one state, are read from the beginning of an index, however much there is, also for somebody who has none of it;
-- tables of a million rows were read and sorted for them.
create index promises_ended on promises (brand_id, ended_at desc, id desc) where state <> 'open';
create index promises_ended_of_owner on promises (brand_id, owner_id, ended_at desc, id desc) where state <> 'open';
create index escalations_ended on escalations (brand_id, ended_at desc, id desc) where ended_at is not null;
create index grants_by_state on grants (brand_id, state, id desc);
create index tasks_in_order on tasks (brand_id, coalesce(due_at, 'infinity'), id);
create index tasks_by_asker on tasks (brand_id, asked_by_id, coalesce(due_at, 'infinity'), id);
create index tasks_ended_of_owner on tasks (brand_id, owner_id, ended_at desc, id desc) where ended_at is not null;
-- Complaints whose conversation goes on are few; those that are over are many.
create index conversations_with_open_complaint on conversations (brand_id, id)
  where complaint is not null and merged_into_id is null and status in ('new', 'open', 'pending_customer', 'pending_client', 'on_hold');
