-- The service level that a rule has given; null: the first whose conditions fit.
alter table conversations add column service_level_id bigint;
alter table conversations add constraint conversations_service_level
  foreign key (brand_id, service_level_id) references service_levels;
