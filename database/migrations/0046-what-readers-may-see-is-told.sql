-- What processes hold in memory of what readers may see (src/knowledge/library.ts) is thrown away with the commit that changes it. Events are
-- read in the order of their transactions and so wait for any that began before them; what has been withdrawn may not be said meanwhile.
create function tell_library() returns trigger
language plpgsql as $$
begin
  -- The same words twice in one transaction are one notice.
  perform pg_notify('engawa_live',
    json_build_object('topic', 'library', 'body', json_build_object('brandId', coalesce(new.brand_id, old.brand_id)))::text);
  return null;
end
$$;

create trigger library_is_told after update of published_version_id on article_texts
  for each row when (old.published_version_id is distinct from new.published_version_id) execute function tell_library();
create trigger library_is_told after update of audience, countries, category_id, position, archived_at on articles
  for each row execute function tell_library();
create trigger library_is_told after insert or update or delete on article_categories for each row execute function tell_library();
create trigger library_is_told after insert or update or delete on synonyms for each row execute function tell_library();
