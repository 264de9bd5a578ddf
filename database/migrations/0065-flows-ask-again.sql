-- A flow asks as often as it comes to a step that asks, once at a time; whatever else asks, once.
alter table approvals drop constraint approvals_brand_id_for_kind_for_id_key;
create unique index approvals_once on approvals (brand_id, for_kind, for_id) where for_kind <> 'flow' or state = 'waiting';

-- Why nobody need answer any more what was asked in a flow, as a code: 'too_late', 'led_on', 'stopped'.
alter table approvals add column because text;
alter table tasks add column because text;
