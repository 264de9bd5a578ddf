-- Templates as twins: in folders, with what happens when they are sent, and a mark on the twin that was left behind.

alter table templates
  -- A path such as 'Delivery / Late'; '' stands for none.
  add column folder text not null default '',
  -- Further words by which it is found: readings, other names.
  add column keywords text not null default '',
  -- [{"kind": "tag", "add": ["late"], "remove": []}]; done when the reply is sent, never when the text is put in.
  add column actions jsonb not null default '[]',
  -- The twin that was not looked at since the other one changed.
  add column stale_twin text check (stale_twin in ('en', 'ja')),
  add column stale_since timestamptz,
  add column last_used_at timestamptz,
  add column changed_at timestamptz not null default now(),
  add check ((stale_twin is null) = (stale_since is null));

-- The history of a template is read from the events; among millions of them it is found by this.
create index events_of_templates on events (brand_id, ((data->>'templateId')::bigint), id)
  where type in ('template.created', 'template.changed', 'template.twin_checked');
