-- Customers are found by any part of a name, address or phone number, in any script: by pairs of neighbouring characters.

-- In a loop and not as a query: it runs for every new customer, and the query's set-up cost four times as much as its work.
create function search_pairs(words text) returns text[]
language plpgsql immutable parallel safe
as $$
declare
  characters text[] := string_to_array(lower(normalize(words, nfkc)), null);
  pairs text[] := '{}';
begin
  for at in 1 .. cardinality(characters) loop
    pairs[at] := characters[at] || coalesce(characters[at + 1], '');
  end loop;
  return pairs;
end
$$;

create table customer_search (
  brand_id bigint not null,
  customer_id bigint not null,
  -- What is compared in the end, and the pairs that lead to it.
  folded text not null,
  pairs tsvector not null,
  primary key (brand_id, customer_id),
  foreign key (brand_id, customer_id) references customers on delete cascade
);
create index customer_search_pairs on customer_search using gin (pairs);

alter table customer_search enable row level security;
alter table customer_search force row level security;
create policy brand_wall on customer_search using (brand_id = any ((select app_brands())::bigint[]));
-- Asked as messages are: see 0025.
create policy asked on customer_search as restrictive for select using (pairs @@ (select app_search()));

create type customer_key as (brand_id bigint, customer_id bigint);

create function refresh_customer_search(changed customer_key[]) returns void
language plpgsql
as $$
begin
  insert into customer_search (brand_id, customer_id, folded, pairs)
  select brand_id, id, folded, array_to_tsvector(search_pairs(folded))
  from (
    select customers.brand_id, customers.id, lower(normalize(concat_ws(E'\n', nullif(customers.name, ''), known.words), nfkc)) as folded
    from (select distinct brand_id, customer_id from unnest(changed)) as one
    join customers on customers.brand_id = one.brand_id and customers.id = one.customer_id
    cross join lateral (
      select string_agg(concat_ws(E'\n', identities.shown, nullif(identities.value, identities.shown)), E'\n' order by identities.id) as words
      from identities
      where identities.brand_id = customers.brand_id and identities.customer_id = customers.id and identities.kind <> 'visitor'
    ) as known
  ) as now_known
  on conflict (brand_id, customer_id) do update set folded = excluded.folded, pairs = excluded.pairs;
end
$$;

create function customer_became_known() returns trigger
language plpgsql
as $$
begin
  perform refresh_customer_search(array[(new.brand_id, new.id)::customer_key]);
  return null;
end
$$;

create function identities_became_known() returns trigger
language plpgsql
as $$
begin
  perform refresh_customer_search(array(select (brand_id, customer_id)::customer_key from fresh));
  return null;
end
$$;

create function identity_changed() returns trigger
language plpgsql
as $$
begin
  perform refresh_customer_search(array[(old.brand_id, old.customer_id)::customer_key]);
  if tg_op = 'UPDATE' then
    perform refresh_customer_search(array[(new.brand_id, new.customer_id)::customer_key]);
  end if;
  return null;
end
$$;

-- A customer is made together with an identity as a rule, so the making itself need not refresh. Many customers may be made at once.
create trigger customer_became_known after update of name on customers
  for each row when (old.name is distinct from new.name) execute function customer_became_known();
create trigger identities_became_known after insert on identities
  referencing new table as fresh for each statement execute function identities_became_known();
create trigger identity_changed after delete or update of customer_id, value, shown on identities
  for each row execute function identity_changed();

create index visitors_by_customer on visitors (brand_id, customer_id) where customer_id is not null;
-- Written in lower case (a check says so): behind the wall an index over lower() could not be used, which is not leakproof.
create index visitors_by_email on visitors (brand_id, email) where email is not null;
create index identities_by_phone on identities (brand_id, right(value, 9)) where kind = 'phone';
create index customer_merges_by_kept on customer_merges (brand_id, kept_id);
