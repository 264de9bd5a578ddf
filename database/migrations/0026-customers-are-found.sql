-- Customers are found by any part of a name, address or phone number, in any script: by pairs of neighbouring characters.

create function search_pairs(words text) returns text[]
language sql immutable parallel safe
return array(select distinct substr(folded, at, 2)
  from (select lower(normalize(words, nfkc)) as folded) as one, generate_series(1, length(folded)) as at);

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

create function refresh_customer_search(brand bigint, customer bigint) returns void
language sql
as $$
  insert into customer_search (brand_id, customer_id, folded, pairs)
  select brand_id, id, folded, array_to_tsvector(search_pairs(folded))
  from (
    select customers.brand_id, customers.id, lower(normalize(concat_ws(E'\n', nullif(customers.name, ''),
      string_agg(concat_ws(E'\n', identities.shown, nullif(identities.value, identities.shown)), E'\n' order by identities.id)), nfkc)) as folded
    from customers
    left join identities on identities.brand_id = customers.brand_id and identities.customer_id = customers.id
      and identities.kind <> 'visitor'
    where customers.brand_id = brand and customers.id = customer
    group by customers.brand_id, customers.id, customers.name
  ) as now_known
  on conflict (brand_id, customer_id) do update set folded = excluded.folded, pairs = excluded.pairs
$$;

create function customer_became_known() returns trigger
language plpgsql
as $$
begin
  perform refresh_customer_search(new.brand_id, new.id);
  return null;
end
$$;

create function identity_became_known() returns trigger
language plpgsql
as $$
begin
  if tg_op <> 'INSERT' then
    perform refresh_customer_search(old.brand_id, old.customer_id);
  end if;
  if tg_op <> 'DELETE' then
    perform refresh_customer_search(new.brand_id, new.customer_id);
  end if;
  return null;
end
$$;

-- A customer is made together with an identity as a rule, so the making itself need not refresh.
create trigger customer_became_known after update of name on customers
  for each row when (old.name is distinct from new.name) execute function customer_became_known();
create trigger identity_became_known after insert or delete or update of customer_id, value, shown on identities
  for each row execute function identity_became_known();

create index visitors_by_customer on visitors (brand_id, customer_id) where customer_id is not null;
create index visitors_by_email on visitors (brand_id, lower(email)) where email is not null;
create index identities_by_phone on identities (brand_id, right(value, 9)) where kind = 'phone';
create index customer_merges_by_kept on customer_merges (brand_id, kept_id);
