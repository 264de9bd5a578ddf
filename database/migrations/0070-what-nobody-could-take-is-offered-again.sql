-- How a rule wishes a conversation to be given to somebody, kept for as long as it goes on: nobody may have been free just then, and whoever it was
-- given to may go away. Offered again as soon as somebody is free (src/workrules/assignment/offer-waiting.ts).
create table assignment_wishes (
  brand_id bigint not null,
  conversation_id bigint not null,
  way text not null,
  team_id bigint references teams on delete cascade,
  skill text,
  -- As the conversation's, so that what suits somebody is found without reading the others.
  language text,
  suits text not null generated always as
    (coalesce(team_id::text, '') || '/' || coalesce(language, '') || '/' || coalesce(skill, '')) stored,
  -- The rule or flow that wished it, and those that led to it.
  actor jsonb not null,
  -- Nobody has it, though it should be done: the queue of what is offered.
  is_waiting boolean not null,
  wished_at timestamptz not null,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations on delete cascade
);
create index assignment_wishes_waiting on assignment_wishes (brand_id, suits, wished_at, conversation_id) where is_waiting;
create index assignment_wishes_by_team on assignment_wishes (team_id) where team_id is not null;

call wall_by_brand('assignment_wishes');

-- The wish goes with its conversation. What somebody present puts back by hand is everybody's: it is not given out again. What is put back because
-- they went away or left is.
create function assignment_wish_follows() returns trigger
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
    update assignment_wishes set language = new.language,
      is_waiting = new.assignee_id is null and new.status in ('new', 'open') and new.snoozed_until is null
    where brand_id = new.brand_id and conversation_id = new.id;
  end if;
  return null;
end
$$;
create trigger assignment_wish_follows
  after update of assignee_id, status, snoozed_until, merged_into_id, language on conversations for each row
  when ((old.assignee_id, old.status, old.snoozed_until, old.merged_into_id, old.language)
    is distinct from (new.assignee_id, new.status, new.snoozed_until, new.merged_into_id, new.language))
  execute function assignment_wish_follows();
