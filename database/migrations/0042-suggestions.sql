-- What was of use beside a conversation, what each brand's contact reasons were learnt from, and how sure its bot may be.

create table article_uses (
  brand_id bigint not null,
  conversation_id bigint not null,
  article_id bigint not null,
  -- How it was put into an answer; 'helped': somebody said that it did.
  kind text not null check (kind in ('link', 'quote', 'text', 'helped')),
  locale text not null check (locale in ('ja', 'en')),
  staff_id bigint not null references staff,
  -- What the conversation was about then.
  reason_id bigint,
  at timestamptz not null default now(),
  primary key (brand_id, conversation_id, article_id, kind),
  foreign key (brand_id, conversation_id) references conversations,
  foreign key (brand_id, article_id) references articles,
  foreign key (brand_id, reason_id) references contact_reasons
);
create index article_uses_by_article on article_uses (brand_id, article_id, kind, reason_id);

-- Counted where it is read with the article.
create function help_is_counted() returns trigger
language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.kind = 'helped' then
    update articles set helped = helped + 1 where brand_id = new.brand_id and id = new.article_id;
  elsif tg_op = 'DELETE' and old.kind = 'helped' then
    update articles set helped = greatest(0, helped - 1) where brand_id = old.brand_id and id = old.article_id;
  end if;
  return null;
end
$$;
create trigger help_is_counted after insert or delete on article_uses for each row execute function help_is_counted();

-- The one model of a brand, the same for every process. `basis` says what it was learnt from, so that the same is not learnt again.
create table reason_models (
  brand_id bigint not null references brands,
  version integer not null,
  basis text not null,
  examples integer not null,
  labels integer not null,
  model bytea not null,
  learnt_at timestamptz not null default now(),
  primary key (brand_id)
);

-- How likely evidence makes an answer right, by the brand's own judged answers.
create table answer_curves (
  brand_id bigint not null references brands,
  base double precision not null,
  lead double precision not null,
  cover double precision not null,
  judged integer not null,
  learnt_at timestamptz not null default now(),
  primary key (brand_id)
);

call wall_by_brand('article_uses', 'reason_models', 'answer_curves');
