-- A warning may be a share of each target's own time, since an hour before the end is early for one of two hours and late for one of two weeks.
alter table service_levels
  add column warn_percent smallint check (warn_percent between 1 and 99),
  add constraint service_levels_warned_one_way check (warn_minutes is null or warn_percent is null);
