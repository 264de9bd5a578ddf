-- A rule as it was each time it was saved, so that what it did then is explained by what it said then.
alter table rules
  add column version integer not null default 1,
  -- Who saved it last; null: the desk itself, which follows a tag that got another name.
  add column changed_by bigint references staff;
update rules set changed_by = created_by;

create table rule_versions (
  brand_id bigint not null,
  rule_id bigint not null,
  version integer not null,
  name text not null,
  is_on boolean not null,
  is_last boolean not null,
  occasion jsonb not null,
  conditions jsonb not null,
  actions jsonb not null,
  made_at timestamptz not null,
  made_by bigint references staff,
  primary key (brand_id, rule_id, version),
  foreign key (brand_id, rule_id) references rules
);
call wall_by_brand('rule_versions');

insert into rule_versions (brand_id, rule_id, version, name, is_on, is_last, occasion, conditions, actions, made_at, made_by)
select brand_id, id, version, name, is_on, is_last, occasion, conditions, actions, changed_at, changed_by from rules;

-- By which version it was done. What passed a rule by names it as well: [[12, "all.0", 3]].
alter table rule_deeds add column version integer not null default 1;

-- Whoever writes a rule leaves a version, whichever way; what only moves it, stops it or takes it away is none.
create function rule_is_versioned() returns trigger
language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;
create trigger rule_is_versioned before update of name, is_on, is_last, occasion, conditions, actions on rules for each row
  when (new.deleted_at is null and (old.name, old.is_on, old.is_last, old.occasion, old.conditions, old.actions)
    is distinct from (new.name, new.is_on, new.is_last, new.occasion, new.conditions, new.actions))
  execute function rule_is_versioned();

create function rule_version_is_kept() returns trigger
language plpgsql as $$
begin
  insert into rule_versions (brand_id, rule_id, version, name, is_on, is_last, occasion, conditions, actions, made_at, made_by)
  values (new.brand_id, new.id, new.version, new.name, new.is_on, new.is_last, new.occasion, new.conditions, new.actions,
    new.changed_at, new.changed_by);
  return null;
end
$$;
create trigger rule_is_kept after insert on rules for each row execute function rule_version_is_kept();
create trigger rule_change_is_kept after update on rules for each row
  when (old.version is distinct from new.version) execute function rule_version_is_kept();
