-- What waits for somebody and whose giving was refused is offered again after a pause that grows, and meanwhile keeps nothing behind it from being given.
alter table assignment_wishes
  -- From when on it may be offered: when it was wished, unless a giving was refused.
  add column offer_at timestamptz,
  -- How often in a row its giving was refused, and why the last time, in both languages.
  add column tries integer not null default 0,
  add column refused jsonb;
update assignment_wishes set offer_at = wished_at;
alter table assignment_wishes alter column offer_at set not null;

drop index assignment_wishes_waiting;
create index assignment_wishes_waiting on assignment_wishes (brand_id, suits, offer_at, conversation_id) where is_waiting;
-- When a brand's next is to be tried again, and what those who lead see.
create index assignment_wishes_put_off on assignment_wishes (brand_id, offer_at) where is_waiting and refused is not null;
create index assignment_wishes_by_time on assignment_wishes (brand_id, wished_at, conversation_id) where is_waiting;

-- As before (0070); and what has changed begins anew: what was refused may be given now.
create or replace function assignment_wish_follows() returns trigger
language plpgsql as $$
begin
  if new.merged_into_id is not null or new.status in ('resolved', 'closed', 'no_reply_needed', 'spam') then
    delete from assignment_wishes where brand_id = new.brand_id and conversation_id = new.id;
  elsif old.assignee_id is not null and new.assignee_id is null and exists (
    select from staff where id = old.assignee_id and away_since is null and deactivated_at is null
      and (role = 'admin' or exists (select from staff_brands where staff_id = staff.id and brand_id = new.brand_id))
  ) then
    delete from assignment_wishes where brand_id = new.brand_id and conversation_id = new.id;
  else
    update assignment_wishes set language = new.language, offer_at = wished_at, tries = 0, refused = null,
      is_waiting = new.assignee_id is null and new.status in ('new', 'open') and new.snoozed_until is null
    where brand_id = new.brand_id and conversation_id = new.id;
  end if;
  return null;
end
$$;
