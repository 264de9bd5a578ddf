-- How soon customers were told that what they wrote has come, by the time at which they were.
create index conversations_by_care on conversations (brand_id, acknowledged_at) where acknowledged_at is not null;
