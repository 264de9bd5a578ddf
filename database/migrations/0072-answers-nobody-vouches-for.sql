-- An answer by mail whose sender no server vouches for is kept and moves nothing, until somebody who has read it accepts it.
alter table task_messages
  add column is_doubted boolean not null default false,
  -- Whom it names: from then on they may answer as well.
  add column others text[] not null default '{}',
  add column accepted_by_id bigint references staff,
  add column accepted_at timestamptz,
  -- Tells an expert that no answer is needed any more; it leaves although the question is cancelled.
  add column calls_off boolean not null default false,
  add check ((accepted_at is null) = (accepted_by_id is null)),
  add check (is_doubted or accepted_at is null);
create index task_messages_doubted on task_messages (brand_id, task_id) where is_doubted and accepted_at is null;
