-- That somebody has been told at once what happens next. It is care, and no answer: first_replied_at knows nothing of it.
alter table conversations
  add column acknowledged_at timestamptz,
  -- By when a person was promised.
  add column promised_for timestamptz;
