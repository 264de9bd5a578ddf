-- Who takes what: whether somebody is there, how much they take of a brand, in which languages and with which skills.
alter table staff add column away_since timestamptz;

-- What is not written here is as the defaults say.
create table brand_staff (
  brand_id bigint not null references brands,
  staff_id bigint not null references staff on delete cascade,
  -- So many conversations to do at once are given to them and no more; they may take more themselves.
  capacity smallint not null default 20 check (capacity between 0 and 1000),
  -- Empty: every language.
  languages text[] not null default '{}',
  skills text[] not null default '{}',
  -- When they were last given one: who has waited longest is next.
  given_at timestamptz,
  primary key (brand_id, staff_id)
);

call wall_by_brand('brand_staff');
