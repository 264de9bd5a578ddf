-- A complaint's restatement may wait for another's word as a reply does.
alter table reply_approvals drop constraint reply_approvals_kind_check;
alter table reply_approvals add constraint reply_approvals_kind_check
  check (kind in ('reply', 'first', 'forward', 'restatement'));
