-- What a connector of the API channel calls a conversation: all messages with that key are one.
create table api_conversations (
  brand_id bigint not null references brands,
  key text not null,
  conversation_id bigint not null,
  created_at timestamptz not null default now(),
  primary key (brand_id, key),
  foreign key (brand_id, conversation_id) references conversations
);
create index api_conversations_by_conversation on api_conversations (brand_id, conversation_id);
alter table api_conversations enable row level security;
alter table api_conversations force row level security;
create policy brand_wall on api_conversations using (brand_id = any ((select app_brands())::bigint[]));
