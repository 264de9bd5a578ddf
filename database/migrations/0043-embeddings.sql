-- What a text means, as numbers from the operator's own endpoint; only where one is set. A version never changes, nor do its numbers.
create table article_embeddings (
  brand_id bigint not null,
  version_id bigint not null,
  -- Another model counts in other numbers.
  model text not null,
  -- Floats of four bytes, the lowest first, of length one.
  vector bytea not null,
  created_at timestamptz not null default now(),
  primary key (brand_id, model, version_id),
  foreign key (brand_id, version_id) references article_versions
);
alter table article_embeddings enable row level security;
alter table article_embeddings force row level security;
create policy brand_wall on article_embeddings using (brand_id = any ((select app_brands())::bigint[]));
