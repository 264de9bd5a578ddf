-- How search finds the newest hits of a common word without looking at all of them: see docs/decisions/0025-search-in-postgresql.md.

-- Besides its words a message carries lexemes that say where it stands: its brand, its slice of ids in four widths. They begin with §, which
-- no word does, so that a question can be asked of one slice at a time. Ids follow the times of messages within a day, but for what came in
-- late, such as old mail brought from elsewhere: that is marked, so that a question about a time can be asked of the ids of that time and of
-- what is late. Who brings in old messages in the order of their times may say that they are not late.
create function message_search_place() returns trigger
language plpgsql
as $$
begin
  new.is_late := coalesce(new.is_late, new.sent_at < now() - interval '12 hours');
  new.tokens := new.tokens || array_to_tsvector(array[
    '§' || new.brand_id,
    '§' || new.brand_id || 'a' || (new.message_id >> 12),
    '§' || new.brand_id || 'b' || (new.message_id >> 15),
    '§' || new.brand_id || 'c' || (new.message_id >> 18),
    '§' || new.brand_id || 'd' || (new.message_id >> 21)
  ]);
  if new.is_late then
    new.tokens := new.tokens || array_to_tsvector(array['§' || new.brand_id || 'x']);
  end if;
  return new;
end
$$;

alter table message_search add column sent_at timestamptz not null default now(), add column is_late boolean not null;
create index message_search_by_time on message_search (brand_id, sent_at) where not is_late;
create trigger message_search_place before insert on message_search for each row execute function message_search_place();

alter index message_search_tokens set (gin_pending_list_limit = 1024);

-- A question cannot use the index behind the wall as an ordinary condition, because `@@` is not leakproof and so waits for the wall's own
-- conditions; as a part of the wall it can. Without a question everything of the brand matches.
create function app_search() returns tsquery
language sql stable parallel safe
return coalesce(nullif(current_setting('app.search', true), ''), '!§')::tsquery;

create policy asked on message_search as restrictive for select using (tokens @@ (select app_search()));

create index conversations_by_order on conversations (brand_id, order_number) where order_number is not null;

-- An order number that becomes known later leads to what was said before.
create function conversation_got_order() returns trigger
language plpgsql
as $$
begin
  update message_search set tokens = tokens || array_to_tsvector(array_remove(
      regexp_split_to_array(lower(normalize(new.order_number, nfkc)), '[^[:alnum:]]+'), ''))
  from messages
  where messages.brand_id = new.brand_id and messages.conversation_id = new.id
    and (message_search.brand_id, message_search.message_id) = (messages.brand_id, messages.id);
  return null;
end
$$;
create trigger conversation_got_order after update of order_number on conversations
  for each row when (new.order_number is not null and new.order_number is distinct from old.order_number)
  execute function conversation_got_order();
