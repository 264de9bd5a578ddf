-- A brand is a wall also in the database: without app.brands nothing is visible, not even to the owner of the tables.
create procedure wall_by_brand(variadic walled text[]) language plpgsql as $$
declare
  one text;
begin
  foreach one in array walled loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy brand_wall on %I using (brand_id = any ((select app_brands())::bigint[]))', one);
  end loop;
end
$$;

call wall_by_brand(
  'customers', 'identities', 'customer_merges', 'mailboxes', 'contact_reasons', 'conversations', 'messages', 'attachments',
  'mail_references', 'participants', 'message_search', 'tags', 'conversation_tags', 'followers', 'mentions',
  'conversation_reads', 'drafts', 'first_mail_drafts', 'presence', 'conversation_merges', 'bulk_changes', 'bulk_change_targets', 'templates',
  'orders', 'events', 'webhooks', 'webhook_deliveries', 'notices', 'quarantined_mails', 'visitors', 'ratings'
);
